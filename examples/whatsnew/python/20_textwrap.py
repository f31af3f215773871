import textwrap
wrapper = textwrap.TextWrapper(max_lines=5, width=40,
        placeholder="[Read more...]")
print("\n".join(wrapper.wrap(
        "House? You were lucky to have a house! We used to live in one"
        " room, all hundred and twenty-six of us, no furniture. Half the"
        " floor was missing; we were all huddled together in one corner"
        " for fear of falling.")))
print(repr(textwrap.shorten("No no! 'E's pining!", width=30)))
print(repr(textwrap.shorten("'E's not pinin'! 'E's passed on!", width=30)))
for a, k in ((("Hello  world!",), dict(width=12)), (("Hello  world!",), dict(width=11)), (("Hello world",), dict(width=10, placeholder="..."))):
    print(repr(textwrap.shorten(*a, **k)))
try: textwrap.shorten("Hello world", width=3)
except ValueError as e: print("ValueError:", e)
