"""Prints the bookmarks of each PDF: file, page and title of every bookmark, a tab between them."""

import sys

import pikepdf


def walk(pages, items):
    for item in items:
        page = item.destination[0].objgen
        yield pages[page], str(item.title)
        yield from walk(pages, item.children)


for file in sys.argv[1:]:
    with pikepdf.open(file) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        with pdf.open_outline() as outline:
            for page, title in walk(pages, outline.root):
                print(file, page, title, sep="\t")
