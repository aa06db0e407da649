"""python3 aws_cli.py FOLDER: the AWS CLI of this Python, each command a fork of one process that has imported it.

It writes FOLDER/aws, which a script runs in place of the AWS CLI, and leaves when its input ends. A command has the arguments,
the environment, the folder and the outputs of the caller, and its exit code, as if it had been started by itself.
"""
import json
import os
import select
import signal
import socket
import sys

# Without site packages it starts in a fiftieth of a second; the AWS CLI takes half a second.
CLIENT = """#!{python} -IS
import json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({path!r})
wish = json.dumps({{"arguments": sys.argv[1:], "environment": dict(os.environ), "folder": os.getcwd()}}).encode()
socket.send_fds(server, [len(wish).to_bytes(4, "big")], [0, 1, 2])
server.sendall(wish)
sys.exit(int(server.recv(8) or b"1"))
"""

SERVICES = ("cloudformation", "config", "ec2", "events", "guardduty", "iam", "organizations", "s3", "sns", "ssm", "sts")


def main(folder: str) -> None:
    from awscli.clidriver import create_clidriver

    driver = create_clidriver()
    for service in SERVICES:
        for kind in ("service-2", "endpoint-rule-set-1", "paginators-1"):
            driver.session.get_component("data_loader").load_service_model(service, kind)
    listener = socket.socket(socket.AF_UNIX)
    path = os.path.join(folder, "socket")
    listener.bind(path)
    listener.listen(64)
    client = os.path.join(folder, "aws")
    with open(client, "w") as file:
        file.write(CLIENT.format(python=sys.executable, path=path))
    os.chmod(client, 0o755)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended commands leave nothing behind
    print("ready", flush=True)
    while True:
        ready, _, _ = select.select([listener, sys.stdin], [], [])
        if sys.stdin in ready:
            return
        connection, _ = listener.accept()
        with connection:
            if os.fork() == 0:
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                listener.close()
                answer(connection, driver)


def answer(connection: socket.socket, driver) -> None:
    connection.settimeout(None)
    size, descriptors, _, _ = socket.recv_fds(connection, 4, 3)
    wish = json.loads(connection.makefile("rb").read(int.from_bytes(size, "big")))
    for target, descriptor in enumerate(descriptors):
        os.dup2(descriptor, target)
    os.environ.clear()
    os.environ.update(wish["environment"])
    os.chdir(wish["folder"])
    code = 1
    try:
        code = driver.main(wish["arguments"])
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        connection.sendall(str(code).encode())
        os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
