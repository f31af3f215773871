import html
print(repr(html.unescape("I spent &pound;50 on this &amp; that")))
print(repr(html.unescape("&pi; is the &numero;1 mathematical constant")))
for s in ("&notit;", "&#0;", "&#x80;", "&#1;", "&#xD800;", "&#x110000;", "&#xFFFE;", "&#x;", "&ampamp;", "&NotEqualTilde;", "&nosuch;", "&#xb;", "&#13;", "&#99999999999999999999;", "&#65x", "&lt", "&AMPx","&#11;", "&#x1F600;", "&#128;", "&#x9F;", "&#x0D;", "&#xFDD0;", "&#x7F;", "&#8;", "&CounterClockwiseContourIntegral;", "&NotNestedGreaterGreater;", "&amp", "&amp=", "&copy2"):
    print(ascii(s), ascii(html.unescape(s)))
