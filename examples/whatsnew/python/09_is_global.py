import ipaddress
# Localhost address
print(ipaddress.ip_address("::1").is_global)
# Private address range
print(ipaddress.ip_address("fd12:3456:789a:1::1").is_global)
# python.org
print(ipaddress.ip_address("2a04:4e42:4::223").is_global)
# IPv4 (article: missing in 3.4, fixed in 3.5)
for a in ("8.8.8.8", "10.0.0.1", "100.64.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.170", "198.18.0.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
          "192.88.99.1", "::ffff:8.8.8.8", "64:ff9b::1", "64:ff9b:1::1", "2001::1", "2001:1::1", "2001:3::1", "2001:4:112::1","2001:20::1", "2001:db8::1", "2002::1", "3fff::1", "5f00::1", "ff0e::1", "100::1", "fe80::1", "0.0.0.0"):
    i = ipaddress.ip_address(a); print(a, i.is_global, i.is_private)
