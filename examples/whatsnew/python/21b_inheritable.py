import socket

with socket.socket() as s:
    print(s.get_inheritable())
    s.set_inheritable(True)
    print(s.get_inheritable())
