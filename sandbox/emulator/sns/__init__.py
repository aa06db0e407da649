"""SNS: who may publish, who receives it, and the mailbox of everybody with an e-mail address."""
