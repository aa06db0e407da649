"""Runs one command and tells, as JSON in a file, what it took: seconds, processor seconds, peak memory, exit
status.

python3 measure.py RESULT LIMIT_SECONDS COMMAND [ARGUMENT...]

The peak is that of the largest process among the command and those it waited for. Python, because Node tells the peak
of no child process.
"""
import json
import os
import resource
import signal
import subprocess
import sys
import time


def main():
    result, limit, command = sys.argv[1], float(sys.argv[2]), sys.argv[3:]
    started = time.perf_counter()
    process = subprocess.Popen(command, start_new_session=True)
    try:
        status = process.wait(timeout=limit)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        status = None
    seconds = time.perf_counter() - started
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = usage.ru_maxrss
    megabytes = peak / (1024 * 1024 if sys.platform == "darwin" else 1024)
    with open(result, "w") as file:
        json.dump({"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "megabytes": megabytes, "status": status}, file)


main()
