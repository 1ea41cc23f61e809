"""Prints a tagged PDF in the order of its structure tree: what a screen reader reads.

One line per structure element, indented by depth: its tag, a tab, its own text; an element that is
interrupted by others goes on in a line of its own with the tag `+`. Tools at hand lose the text
after a nested ActualText, so this reads the content streams itself.
Usage: reading_order.py FILE.pdf
"""
import re
import sys

import pikepdf


def characters(font):
    """The font's map from two-byte codes to text (ToUnicode CMap)."""
    cmap, found = font.ToUnicode.read_bytes().decode("latin-1"), {}

    def text(digits):
        return bytes.fromhex(digits).decode("utf-16-be")

    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, value in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = text(value)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, value in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + step] = chr(ord(text(value)) + step)
    return found


def marked_content(page):
    """The text of each marked content (MCID) of a page."""
    fonts = {name: characters(font) for name, font in page.Resources.get("/Font", {}).items()}
    texts, stack, font = {}, [], {}

    def shown(string):
        data = bytes(string)
        return "".join(font.get(data[at] << 8 | data[at + 1], "\ufffd") for at in range(0, len(data), 2))

    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator in ("BDC", "BMC"):
            properties = operands[1] if operator == "BDC" else {}
            stack.append((properties.get("/MCID"), properties.get("/ActualText")))
        elif operator == "EMC":
            mcid, actual = stack.pop()
            if actual is not None:
                add(texts, stack, str(actual))
        elif operator == "Tf":
            font = fonts[operands[0]]
        elif operator in ("Tj", "TJ"):
            parts = operands[0] if operator == "TJ" else operands
            replaced = any(actual is not None for _, actual in stack)
            if not replaced:
                strings = [part for part in parts if isinstance(part, pikepdf.String)]
                add(texts, stack, "".join(map(shown, strings)))
    return texts


def add(texts, stack, text):
    """Gives text to the innermost marked content that has an MCID."""
    for mcid, _ in reversed(stack):
        if mcid is not None:
            texts[int(mcid)] = texts.get(int(mcid), "") + text
            return


def read(element, page, depth, texts, lines):
    """Walks the structure tree."""
    page, tag = element.get("/Pg", page), str(element.get("/S", "/Root"))[1:]
    lines.append([depth, tag, ""])
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        content = not isinstance(kid, pikepdf.Dictionary) or kid.get("/Type") == "/MCR"
        if content:
            where, mcid = (kid.get("/Pg", page), kid.MCID) if isinstance(kid, pikepdf.Dictionary) else (page, kid)
            if lines[-1][0] != depth:
                lines.append([depth, "+", ""])
            lines[-1][2] += texts[where.objgen].get(int(mcid), "")
        elif kid.get("/Type") != "/OBJR":
            read(kid, page, depth + 1, texts, lines)


def main():
    with pikepdf.open(sys.argv[1]) as pdf:
        texts = {page.obj.objgen: marked_content(page) for page in pdf.pages}
        lines = []
        read(pdf.Root.StructTreeRoot, None, 0, texts, lines)
    sys.stdout.reconfigure(encoding="utf-8")
    for depth, tag, text in lines:
        print("  " * depth + tag + "\t" + text)


main()
