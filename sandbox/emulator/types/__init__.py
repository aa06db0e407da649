"""Resource types. Each file holds the types of one service; each type says whether it is real or only recorded."""
