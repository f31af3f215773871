import html
print(html.escape("<a href=\"x\">'&'"))
print(html.escape("<a href=\"x\">'&'", quote=False))
