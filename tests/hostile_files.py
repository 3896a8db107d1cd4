"""More than a hundred hostile or broken game files, each with the table and key its refusal must name."""

from __future__ import annotations

import json

SYMBOLS = 'theta = "real"\npsi = "real"'


def game(
    head: str = 'name = "g"', symbols: str = SYMBOLS, loss: str = "theta*psi", more: str = "", tail: str = ""
) -> str:
    """A valid two-player file with one part exchanged."""
    return f"""{head}
[symbols]
{symbols}
{more}
[[player]]
name = "a"
variables = ["theta"]
loss = {json.dumps(loss, ensure_ascii=False)}
[[player]]
name = "b"
variables = ["psi"]
loss = "-theta*psi"
{tail}
"""


def gan(**changed: str) -> str:
    """A valid [gan] file with some keys exchanged or, given as "", left out."""
    keys = {
        "output": '"psi*x"',
        "input": '["x"]',
        "real": '{law = "PointMass", at = 0}',
        "fake": '{law = "PointMass", at = "theta"}',
        "generator": '["theta"]',
        "discriminator": '["psi"]',
        "f": '"logistic"',
        **changed,
    }
    lines = "\n".join(f"{k} = {v}" for k, v in keys.items() if v)
    return f'name = "g"\n[symbols]\n{SYMBOLS}\nx = "real"\n[gan]\n{lines}\n'


def zero_sum(**changed: str) -> str:
    """The same for [zero_sum]."""
    keys = {"value": '"theta*psi"', "minimizes": '{a = ["theta"]}', "maximizes": '{b = ["psi"]}', **changed}
    return f'name = "g"\n[symbols]\n{SYMBOLS}\n[zero_sum]\n' + "\n".join(f"{k} = {v}" for k, v in keys.items() if v)


#: (content, table, key) of whole files.
FILES: dict[str, tuple[str | bytes, str, str]] = {
    "empty": ("", "", ""),
    "blank": (" \n\n", "", ""),
    "not-toml": ("this is no TOML", "", "line 1"),
    "yaml": ("name: g\nsymbols:\n  - theta\n", "", "line 1"),
    "json": ('{"name": "g"}', "", "line 1"),
    "unclosed-text": ('name = "g\n[symbols]\n', "top level", "'name'"),
    "unclosed-in-table": ('name = "g"\n[symbols]\ntheta = "real\n', "[symbols]", "'theta'"),
    "duplicate-key": (game(symbols=SYMBOLS + '\ntheta = "positive"'), "[symbols]", "'theta'"),
    "duplicate-table": (game(tail="[symbols]"), "[symbols]", "line"),
    "byte-order-mark": (b"\xef\xbb\xbf" + game().encode(), "", "byte order mark"),
    "utf-16": (game().encode("utf-16"), "", "UTF-8"),
    "latin-1": (game(head='name = "caf\u00e9"').encode("latin-1"), "", "line 1"),
    "invalid-utf-8": (b'name = "\xff\xfe"', "", "line 1"),
    "surrogate": (b'name = "\xed\xa0\x80"', "", "UTF-8"),
    "binary": (bytes(range(256)) * 20, "", "UTF-8"),
    "elf": (b"\x7fELF\x02\x01\x01" + bytes(400), "", "line 1"),
    "nulls": (bytes(5000), "", "line 1"),
    "null-in-text": (game().replace("theta*psi", "theta\0psi"), "[[player]]", "'loss'"),
    "five-megabytes": (game() + "#" * 5_000_000, "", "bytes"),
    "hundred-thousand-keys": ("".join(f"k{i} = 1\n" for i in range(100_000)), "", "bytes"),
    "thousands-of-keys": ("".join(f"k{i} = 1\n" for i in range(4000)), "top level", "'k0'"),
    "thousands-of-symbols": (game(symbols="\n".join(f's{i} = "real"' for i in range(2000))), "top level", "'symbols'"),
    "nested-lists": ("name = " + "[" * 15_000, "", "nested"),
    "nested-tables": ("name = " + "{a = " * 6000, "", "nested"),
    "dotted-key": ("a." * 15_000 + "a = 1", "", "dots"),
    "dotted-tables": ("\n".join("[" + "a." * 190 + f"b{i}]" for i in range(90)), "top level", "'a'"),
    "long-key": ("k" * 30_000 + " = 1", "top level", "'kkk"),
    "long-integer": (game(tail="[at]\ntheta = " + "9" * 20_000), "[at]", "'theta'"),
    "long-hexadecimal": (game(tail="[at]\npsi = 0\ntheta = 0x" + "f" * 20_000), "[at]", "'theta'"),
    "long-decimal": (game(tail="[at]\npsi = 0\ntheta = 0." + "1" * 20_000), "[at]", "'theta'"),
    "no-symbols": ('name = "g"', "top level", "'symbols'"),
    "empty-symbols": ('name = "g"\n[symbols]', "top level", "'symbols'"),
    "symbols-no-table": ('name = "g"\nsymbols = ["theta"]', "top level", "'symbols'"),
    "no-players": (f'name = "g"\n[symbols]\n{SYMBOLS}', "top level", "'player'"),
    "no-name": (game(head=""), "top level", "'name'"),
    "name-number": (game(head="name = 3"), "top level", "'name'"),
    "name-empty": (game(head='name = ""'), "top level", "'name'"),
    "name-two-lines": (game(head='name = "a\\nb"'), "top level", "'name'"),
    "name-escape-sequence": (game(head='name = "\\u001b[31m"'), "top level", "'name'"),
    "unknown-table": (game(tail="[dynamic]\nh = 1"), "top level", "'dynamic'"),
    "unknown-key": (game(tail="losss = 1"), "[[player]] number 2", "'losss'"),
    "one-player-table": (game().replace("[[player]]", "[player]", 1).split("[[player]]")[0], "top level", "'player'"),
    "player-twice": (game().replace('"b"', '"a"'), "[[player]] number 2", "'name'"),
    "variable-of-two": (game().replace('["psi"]', '["theta"]'), "[[player]] number 2", "'variables'"),
    "variable-repeated": (game().replace('["psi"]', '["psi", "psi"]'), "[[player]] number 2", "'variables'"),
    "variable-undefined": (game().replace('["psi"]', '["phi"]'), "[[player]] number 2", "'variables'"),
    "variable-number": (game().replace('["psi"]', "[1]"), "[[player]] number 2", "'variables'"),
    "variable-no-list": (game().replace('["psi"]', '"psi"'), "[[player]] number 2", "'variables'"),
    "variables-empty": (game().replace('["psi"]', "[]"), "[[player]] number 2", "'variables'"),
    "loss-missing": (game().replace('loss = "-theta*psi"', ""), "[[player]] number 2", "'loss'"),
    "loss-boolean": (game().replace('"-theta*psi"', "true"), "[[player]] number 2", "'loss'"),
    "loss-nan": (game().replace('"-theta*psi"', "nan"), "[[player]] number 2", "'loss'"),
    "loss-infinite": (game().replace('"-theta*psi"', "-inf"), "[[player]] number 2", "'loss'"),
    "loss-list": (game().replace('"-theta*psi"', '["theta"]'), "[[player]] number 2", "'loss'"),
    "loss-date": (game().replace('"-theta*psi"', "2020-02-02"), "[[player]] number 2", "'loss'"),
    "invalid-date": (game().replace('"-theta*psi"', "2020-02-31"), "[[player]]", "'loss'"),
    "loss-not-real": (
        game(symbols=SYMBOLS + '\na = "positive"', loss="theta*sqrt(-a)"),
        "[[player]] number 1",
        "'loss'",
    ),
    "symbol-kind": (game(symbols=SYMBOLS + '\na = "complex"'), "[symbols]", "'a'"),
    "symbol-kind-case": (game(symbols=SYMBOLS + '\na = "Positive"'), "[symbols]", "'positive'"),
    "symbol-kind-boolean": (game(symbols=SYMBOLS + "\na = true"), "[symbols]", "'a'"),
    "symbol-kind-table": (game(symbols=SYMBOLS + "\na = {real = true}"), "[symbols]", "'a'"),
    "symbol-yield": (game(symbols=SYMBOLS + '\nyield = "real"'), "[symbols]", "'yield'"),
    "symbol-import": (game(symbols=SYMBOLS + '\nimport = "real"'), "[symbols]", "'import'"),
    "symbol-none": (game(symbols=SYMBOLS + '\nNone = "real"'), "[symbols]", "'None'"),
    "symbol-dunder": (game(symbols=SYMBOLS + '\n__class__ = "real"'), "[symbols]", "'__class__'"),
    "symbol-function": (game(symbols=SYMBOLS + '\nexp = "real"'), "[symbols]", "'exp'"),
    "symbol-no-number": (game(symbols=SYMBOLS + '\nnan = "real"'), "[symbols]", "'nan'"),
    "symbol-infinity": (game(symbols=SYMBOLS + '\noo = "real"'), "[symbols]", "'oo'"),
    "symbol-empty": (game(symbols=SYMBOLS + '\n"" = "real"'), "[symbols]", "''"),
    "symbol-space": (game(symbols=SYMBOLS + '\n"a b" = "real"'), "[symbols]", "'a b'"),
    "symbol-number": (game(symbols=SYMBOLS + '\n1 = "real"'), "[symbols]", "'1'"),
    "symbol-dash": (game(symbols=SYMBOLS + '\na-b = "real"'), "[symbols]", "'a-b'"),
    "symbol-look-alike": (game(symbols=SYMBOLS + '\n"th\u0435ta" = "real"'), "[symbols]", "U+0435"),
    "symbol-zero-width": (game(symbols=SYMBOLS + '\n"\\u200btheta" = "real"'), "[symbols]", "U+200B"),
    "symbol-long": (game(symbols=SYMBOLS + f'\n{"a" * 5000} = "real"'), "[symbols]", "'aaa"),
    "function-is-symbol": (game(more="[functions]\ntheta = []"), "[functions]", "'theta'"),
    "function-reserved": (game(more="[functions]\nlog = []"), "[functions]", "'log'"),
    "function-no-list": (game(more='[functions]\nf = "smooth"'), "[functions]", "'f'"),
    "fact-number": (game(more="[functions]\nf = [1]"), "[functions]", "'f'"),
    "fact-no-sign": (game(more='[functions]\nf = ["f\'(0) > 1"]'), "[functions]", "'f'"),
    "fact-other-function": (game(more='[functions]\nf = ["g\'(0) > 0"]'), "[functions]", "'f'"),
    "fact-of-symbol": (game(more='[functions]\nf = ["f\'(theta) > 0"]'), "[functions]", "'f'"),
    "fact-no-relation": (game(more='[functions]\nf = ["f\'(0)"]'), "[functions]", "'f'"),
    "fact-many-primes": (game(more=f'[functions]\nf = ["f{chr(39) * 50}(0) > 0"]'), "[functions]", "'f'"),
    "assumption-text": (game(head='name = "g"\nassumptions = "theta < 1"'), "top level", "'assumptions'"),
    "assumption-number": (game(head='name = "g"\nassumptions = [1]'), "top level", "'assumptions'"),
    "assumption-undefined": (game(head='name = "g"\nassumptions = ["phi < 1"]'), "top level", "'assumptions'"),
    "assumption-chain": (game(head='name = "g"\nassumptions = ["0 < 1 < 2"]'), "top level", "'assumptions'"),
    "assumption-false": (game(head='name = "g"\nassumptions = ["2 < 1"]'), "top level", "'assumptions'"),
    "assumption-false-sign": (
        game(head='name = "g"\nassumptions = ["a < 0"]', symbols=SYMBOLS + '\na = "positive"'),
        "top level",
        "'assumptions'",
    ),
    "assumption-on-variable": (game(head='name = "g"\nassumptions = ["theta < 1"]'), "top level", "'assumptions'"),
    "assumption-fraction": (
        game(
            head='name = "g"\nassumptions = ["' + "1/(a+" * 20 + "a" + ")" * 20 + ' == 1"]',
            symbols=SYMBOLS + '\na = "real"',
        ),
        "top level",
        "'assumptions'",
    ),
    "two-forms": (game(tail='[zero_sum]\nvalue = "theta"'), "top level", "zero_sum"),
    "zero-sum-value": (zero_sum(value=""), "[zero_sum]", "'value'"),
    "zero-sum-sides": (zero_sum(minimizes='["theta"]'), "[zero_sum]", "'minimizes'"),
    "zero-sum-two-players": (zero_sum(minimizes='{a = ["theta"], c = ["psi"]}'), "[zero_sum]", "'minimizes'"),
    "zero-sum-shared": (zero_sum(maximizes='{b = ["theta"]}'), "[zero_sum]", "'maximizes'"),
    "zero-sum-same-name": (zero_sum(maximizes='{a = ["psi"]}'), "[zero_sum]", "'value'"),
    "gan-missing": (gan(output=""), "[gan]", "'output'"),
    "gan-unknown": (gan(outptu='"psi*x"'), "[gan]", "'outptu'"),
    "gan-objective": (gan(f='"logisitc"'), "[gan]", "'logistic'"),
    "gan-objective-code": (gan(f='"t.__class__"'), "[gan]", "'f'"),
    "gan-objective-number": (gan(f="1"), "[gan]", "'f'"),
    "gan-saturating": (gan(saturating='"yes"'), "[gan]", "'saturating'"),
    "gan-shared": (gan(discriminator='["theta"]'), "[gan]", "'discriminator'"),
    "law-no-table": (gan(real="0"), "[gan]", "'real'"),
    "law-no-name": (gan(real="{at = 0}"), "[gan.real]", "'law'"),
    "law-unknown": (gan(real='{law = "Cauchy", at = 0}'), "[gan.real]", "'law'"),
    "law-private": (gan(real='{law = "_vector", value = 0}'), "[gan.real]", "'law'"),
    "law-argument": (gan(real='{law = "PointMass", att = 0}'), "[gan.real]", "'att'"),
    "law-argument-missing": (gan(real='{law = "PointMass"}'), "[gan.real]", "'at'"),
    "law-nan": (gan(real='{law = "PointMass", at = nan}'), "[gan.real]", "'at'"),
    "law-weights": (gan(real='{law = "Finite", points = [0, 1], weights = [0.5, 0.6]}'), "[gan.real]", "'law'"),
    "law-negative-weight": (gan(real='{law = "Finite", points = [0, 1], weights = [-1, 2]}'), "[gan.real]", "'law'"),
    "law-reversed": (gan(real='{law = "Uniform", low = 1, high = -1}'), "[gan.real]", "'law'"),
    "law-variance": (gan(real='{law = "Normal", variance = -1}'), "[gan.real]", "'law'"),
    "law-in-law": (gan(real='{law = "Mixture", weights = [1], laws = [{law = "Cauchy"}]}'), "[gan.real.laws]", "'law'"),
    "law-of-nothing": (gan(real='{law = "Pushforward", map = "2*x", variables = ["x"]}'), "[gan.real]", "'of'"),
    "law-of-itself": (gan(real='{law = "Mixture", weights = [1], laws = [1]}'), "[gan.real]", "'law'"),
    "law-dimension": (gan(real='{law = "PointMass", at = [0, 0]}'), "[gan]", "'output'"),
    "law-nested-lists": (gan(real='{law = "PointMass", at = ' + "[" * 40 + "]" * 40 + "}"), "[gan.real]", "'at'"),
    "law-nested-laws": (gan(real='{law = "PointMass", at = ' * 20 + "0" + "}" * 20), "[gan.real.at", "'law'"),
    "regularizer-unknown": (
        gan() + '[[regularizer]]\nmethod = "R1Penality"\ngamma = 1',
        "[[regularizer]] number 1",
        "R1Penalty",
    ),
    "regularizer-missing": (gan() + '[[regularizer]]\nmethod = "R1Penalty"', "[[regularizer]] number 1", "'gamma'"),
    "regularizer-negative": (
        gan() + '[[regularizer]]\nmethod = "R1Penalty"\ngamma = -1',
        "[[regularizer]] number 1",
        "'gamma'",
    ),
    "regularizer-table": (gan() + '[regularizer]\nmethod = "R1Penalty"\ngamma = 1', "top level", "'regularizer'"),
    "regularizer-no-critic": (
        game(tail='[[regularizer]]\nmethod = "R1Penalty"\ngamma = 1'),
        "[[regularizer]] number 1",
        "'method'",
    ),
    "discriminator-player": (
        game(symbols=SYMBOLS + '\nx = "real"', tail='[discriminator]\nplayer = "c"'),
        "[discriminator]",
        "'player'",
    ),
    "discriminator-twice": (gan() + '[discriminator]\nplayer = "discriminator"', "top level", "'discriminator'"),
    "dynamics-unknown": (game(tail='[dynamics]\nmethod = "AlternatingDG"\nh = 1'), "[dynamics]", "AlternatingGD"),
    "dynamics-module": (game(tail='[dynamics]\nmethod = "alternating"\nh = 1'), "[dynamics]", "'method'"),
    "dynamics-private": (game(tail='[dynamics]\nmethod = "__init__"'), "[dynamics]", "'method'"),
    "dynamics-no-method": (game(tail="[dynamics]\nh = 1"), "[dynamics]", "'method'"),
    "dynamics-argument": (game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = 1\nn_q = 2'), "[dynamics]", "'n_q'"),
    "dynamics-missing": (game(tail='[dynamics]\nmethod = "AlternatingGD"'), "[dynamics]", "'h'"),
    "dynamics-negative": (game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = -0.1'), "[dynamics]", "'h'"),
    "dynamics-boolean": (game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = true'), "[dynamics]", "'h'"),
    "dynamics-nan": (game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = nan'), "[dynamics]", "'h'"),
    "dynamics-count": (game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = 1\nn_g = 1.5'), "[dynamics]", "'n_g'"),
    "dynamics-count-boolean": (
        game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = 1\nn_g = true'),
        "[dynamics]",
        "'n_g'",
    ),
    "dynamics-count-huge": (
        game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = 1\nn_g = 1000000000'),
        "[dynamics]",
        "'n_g'",
    ),
    "dynamics-first": (game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = 1\nfirst = "a"'), "[dynamics]", "'first'"),
    "dynamics-time": (
        game(tail='[dynamics]\nmethod = "TwoTimeScale"\nh_g = 1\nh_d = 1\ntime = "discreet"'),
        "[dynamics]",
        "'time'",
    ),
    "at-incomplete": (game(tail="[at]\ntheta = 0"), "[at]", "'psi'"),
    "at-unknown": (game(tail="[at]\ntheta = 0\npsi = 0\nphi = 0"), "[at]", "'phi'"),
    "at-own-variable": (game(tail='[at]\ntheta = "psi"\npsi = 0'), "[at]", "'theta'"),
    "at-boolean": (game(tail="[at]\ntheta = false\npsi = 0"), "[at]", "'theta'"),
    "at-infinite": (game(tail="[at]\ntheta = inf\npsi = 0"), "[at]", "'theta'"),
    "at-list": (game(tail="[at]\ntheta = [0]\npsi = 0"), "[at]", "'theta'"),
    "at-declared-sign": (
        game(symbols='theta = "positive"\npsi = "real"', tail="[at]\ntheta = 0\npsi = 0"),
        "[at]",
        "'theta'",
    ),
    "at-explodes": (game(loss="2**theta*psi", tail="[at]\ntheta = 1000000000000\npsi = 0"), "[at]", "'theta'"),
    "at-and-near": (game(tail="[at]\ntheta = 0\npsi = 0\n[near]\ntheta = 0\npsi = 0"), "top level", "'near'"),
    "near-symbol": (game(tail='[near]\ntheta = "psi"\npsi = 0'), "[near]", "'theta'"),
    "box-order": (game(tail="[box]\ntheta = [1, -1]\npsi = [0, 1]"), "[box]", "'theta'"),
    "box-three": (game(tail="[box]\ntheta = [1, 2, 3]\npsi = [0, 1]"), "[box]", "'theta'"),
    "box-number": (game(tail="[box]\ntheta = 1\npsi = [0, 1]"), "[box]", "'theta'"),
    "box-infinite": (game(tail="[box]\ntheta = [-inf, inf]\npsi = [0, 1]"), "[box]", "'theta'"),
    "box-incomplete": (game(tail="[box]\ntheta = [0, 1]"), "[box]", "'psi'"),
    "parameter-unknown": (game(tail="[parameters]\nphi = 1"), "[parameters]", "'phi'"),
    "parameter-is-variable": (game(tail="[parameters]\ntheta = 1"), "[parameters]", "'theta'"),
    "parameter-sign": (game(symbols=SYMBOLS + '\na = "positive"', tail="[parameters]\na = -1"), "[parameters]", "'a'"),
    "parameter-zero": (game(symbols=SYMBOLS + '\na = "nonzero"', tail="[parameters]\na = 0"), "[parameters]", "'a'"),
    "parameter-against-assumption": (
        game(head='name = "g"\nassumptions = ["a < 1"]', symbols=SYMBOLS + '\na = "real"', tail="[parameters]\na = 2"),
        "[parameters]",
        "'a'",
    ),
    "parameter-symbolic": (
        game(symbols=SYMBOLS + '\na = "real"', tail='[parameters]\na = "theta"'),
        "[parameters]",
        "'a'",
    ),
}

#: Python that would leave a trace if it ran, and other ways out of plain text.
CODE = (
    "__import__('os').system('touch sentinel')",
    "open('sentinel', 'w').close()",
    "theta.__class__.__init__.__globals__",
    "exec(chr(111)+chr(112))",
    "(lambda f: f(f))(lambda f: f(f))",
    "!!python/object/apply:os.system ['touch sentinel']",
)

#: Every field that takes text, with its table and key.
FIELDS: dict[str, tuple[str, str, str]] = {
    "symbol": (game(symbols=SYMBOLS + '\n@ = "real"'), "[symbols]", "@"),
    "symbol-kind": (game(symbols=SYMBOLS + "\na = @"), "[symbols]", "'a'"),
    "function": (game(more="[functions]\n@ = []"), "[functions]", "@"),
    "fact": (game(more="[functions]\nf = [@]"), "[functions]", "'f'"),
    "assumption": (game(head='name = "g"\nassumptions = [@]'), "top level", "'assumptions'"),
    "table": (game(tail="[@]"), "top level", "@"),
    "variable": (game().replace('["psi"]', "[@]"), "[[player]] number 2", "'variables'"),
    "loss": (game().replace('"-theta*psi"', "@"), "[[player]] number 2", "'loss'"),
    "value": (zero_sum(value="@"), "[zero_sum]", "'value'"),
    "side": (zero_sum(minimizes="{a = [@]}"), "[zero_sum.minimizes]", "'a'"),
    "output": (gan(output="@"), "[gan]", "'output'"),
    "input": (gan(input="[@]"), "[gan]", "'input'"),
    "law": (gan(real="{law = @, at = 0}"), "[gan.real]", "'law'"),
    "law-argument": (gan(real='{law = "PointMass", at = @}'), "[gan.real]", "'at'"),
    "law-key": (gan(real='{law = "PointMass", at = 0, @ = 0}'), "[gan.real]", "@"),
    "objective": (gan(f="@"), "[gan]", "'f'"),
    "regularizer": (gan() + "[[regularizer]]\nmethod = @\ngamma = 1", "[[regularizer]] number 1", "'method'"),
    "strength": (gan() + '[[regularizer]]\nmethod = "R1Penalty"\ngamma = @', "[[regularizer]] number 1", "'gamma'"),
    "dynamics": (game(tail="[dynamics]\nmethod = @"), "[dynamics]", "'method'"),
    "step": (game(tail='[dynamics]\nmethod = "SimultaneousGD"\nh = @'), "[dynamics]", "'h'"),
    "first": (game(tail='[dynamics]\nmethod = "AlternatingGD"\nh = 1\nfirst = @'), "[dynamics]", "'first'"),
    "at-key": (game(tail="[at]\n@ = 0"), "[at]", "@"),
    "at": (game(tail="[at]\ntheta = @\npsi = 0"), "[at]", "'theta'"),
    "near": (game(tail="[near]\ntheta = @\npsi = 0"), "[near]", "'theta'"),
    "box": (game(tail="[box]\ntheta = [@, 1]\npsi = [0, 1]"), "[box]", "'theta'"),
    "parameter": (game(symbols=SYMBOLS + '\na = "real"', tail="[parameters]\na = @"), "[parameters]", "'a'"),
}
