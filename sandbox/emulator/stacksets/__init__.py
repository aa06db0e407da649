"""Stack sets: asynchronous operations over accounts and Regions, with AWS's tolerance, concurrency and permission rules."""
