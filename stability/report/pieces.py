"""Building blocks of a document: preamble, headings, lists, tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from stability.report.width import TEXT

_PREAMBLE = rf"""\documentclass[11pt,a4paper]{{article}}
\usepackage{{amsmath,amssymb,booktabs,longtable,array,graphicx,microtype}}
\usepackage[textwidth={TEXT + 5:.0f}pt,textheight=690pt,centering]{{geometry}}
\setlength{{\parindent}}{{0pt}}
\setlength{{\parskip}}{{4pt plus 2pt}}
\setlength{{\emergencystretch}}{{4em}}
\setlength{{\LTpre}}{{4pt}}
\setlength{{\LTpost}}{{6pt}}
\allowdisplaybreaks
\raggedbottom
\renewcommand{{\arraystretch}}{{1.2}}
% A formula, scaled down to the width #1 where it is wider.
\newsavebox{{\fitbox}}
\newcommand{{\fit}}[2]{{\sbox{{\fitbox}}{{$\displaystyle #2$}}%
  \ifdim\wd\fitbox>#1\resizebox{{#1}}{{!}}{{\usebox{{\fitbox}}}}\else\usebox{{\fitbox}}\fi}}
% A place where a long number or word may be broken.
\newcommand{{\brk}}{{\ifmmode\allowbreak\else\hskip0pt plus.8pt\relax\fi}}
% A heading never stands alone at the end of a page: below it is room for a few lines.
\makeatletter
\newcommand{{\room}}{{\par\if@nobreak\else\penalty-100 \dimen0=\pagegoal \advance\dimen0-\pagetotal
  \ifdim\dimen0<5\baselineskip \ifdim\pagetotal>0pt \break\fi\fi\fi}}
\makeatother
% What is shown, and the check that established it.
\newcommand{{\step}}[2]{{\room\addvspace{{8pt plus 3pt}}\textbf{{#1}}\enspace{{\small\itshape (#2)}}%
  \vadjust{{\penalty10000}}}}
\newcommand{{\plainstep}}[1]{{\room\addvspace{{8pt plus 3pt}}\textbf{{#1}}\vadjust{{\penalty10000}}}}
\newenvironment{{compact}}{{\begin{{list}}{{--}}{{\setlength{{\topsep}}{{2pt}}\setlength{{\itemsep}}{{2pt}}\setlength{{\parsep}}{{0pt}}%
  \setlength{{\leftmargin}}{{1.6em}}\setlength{{\labelwidth}}{{1em}}}}}}{{\end{{list}}}}
\newenvironment{{claim}}[1]{{\par\medskip\hrule\medskip\textbf{{#1.}}\enspace\itshape}}{{\par\medskip\hrule\medskip}}
"""


_DISPLAYS = ("\\[", r"\begin{align*}")


def document(title: str, subtitle: str, body: Iterable[str], head: str = "") -> str:
    """A self-contained LaTeX file; ``title`` and ``subtitle`` are LaTeX already."""
    top = rf"\begin{{center}}{{\LARGE {title}\par}}\smallskip{{\large {subtitle}\par}}\end{{center}}"
    return f"{_PREAMBLE}{head}\\begin{{document}}\n\n{paragraphs([top, *body])}\n\n\\end{{document}}\n"


def paragraphs(parts: Iterable[str]) -> str:
    """Parts one below the other; a display belongs to the paragraph before it."""
    text = ""
    for part in parts:
        if part:
            text += ("" if not text else "\n" if part.startswith(_DISPLAYS) else "\n\n") + part
    return text


def section(title: str) -> str:
    return rf"\section*{{{title}}}"


def step(name: str, check: str) -> str:
    """A heading with the check that established what follows."""
    return rf"\step{{{name}}}{{{check}}}" if check else rf"\plainstep{{{name}}}"


def items(entries: Sequence[str], kind: str = "compact") -> str:
    if not entries:
        return ""
    return f"\\begin{{{kind}}}\n" + "\n".join(rf"\item {{}}{entry}" for entry in entries) + f"\n\\end{{{kind}}}"


def table(columns: str, head: Sequence[str], rows: Iterable[str]) -> str:
    """A table that may continue on the next page; without a head when there are no titles."""
    titles = [" & ".join(rf"\textbf{{{h}}}" for h in head) + r" \\", r"\midrule"] if head else []
    return "\n".join(
        [
            rf"\begin{{longtable}}{{{columns}}}",
            r"\toprule",
            *titles,
            r"\endhead",
            r"\bottomrule",
            r"\endfoot",
            *rows,
            r"\end{longtable}",
        ]
    )


def sentence(text: str) -> str:
    """With a capital at the start and a full stop at the end."""
    text = text.strip()
    if not text:
        return ""
    capital = text[0].upper() + text[1:]
    return capital if capital.endswith((".", "!", "?")) else capital + "."
