from html.parser import HTMLParser
class P(HTMLParser):
    def handle_data(self, d): print("data", repr(d))
    def handle_entityref(self, n): print("entityref", n)
    def handle_charref(self, n): print("charref", n)
for flag in (False, True):
    print("convert_charrefs =", flag)
    p = P(convert_charrefs=flag); p.feed("<p>a &lt; b &#62; c</p>"); p.close()
