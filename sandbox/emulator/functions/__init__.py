"""Lambda: functions of Node.js really run, each in a process of this machine's own node."""
