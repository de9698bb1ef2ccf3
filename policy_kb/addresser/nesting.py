"""Nesting (层次): which part each block belongs to, by the document's own order of mark styles."""

from __future__ import annotations

from dataclasses import dataclass, field

from policy_kb.addresser.blocks import Block

NOTE_STYLE = "note"


@dataclass(eq=False)
class Node:
    """A part, paragraph or table in its place. `label` is its piece of the address."""

    label: str
    block: Block | None
    style: str | None = None
    holder: Node | None = None
    children: list[Node] = field(default_factory=list)

    def add(self, child: Node) -> Node:
        """Put `child` below this node and return it."""
        child.holder = self
        self.children.append(child)
        return child

    def add_unnumbered(self, block: Block) -> Node:
        """Put an unnumbered block below this node, under the next p1, p2, … (contract section 2)."""
        count = sum(child.style is None for child in self.children)
        return self.add(Node(f"p{count + 1}", block))


class Nesting:
    """Places blocks one by one below `root`. Ranks are by mark style, in the order in which the text first nests them.

    An unnumbered block belongs to the item above it while that item's list goes on. After the list's last item it
    belongs to the part that holds the list, except where the items are sections of their own: the item's own line is
    a bare heading, or it or an earlier item of the list already holds something below its own line.
    """

    def __init__(self, root: Node) -> None:
        self._open = [root]
        self._above: set[tuple[str, str]] = set()

    def place(self, blocks: list[Block]) -> None:
        """Place `blocks` in order of print."""
        for index, block in enumerate(blocks):
            if block.mark is not None:
                self._open_part(Node(block.mark.label, block, block.mark.style))
                continue
            holder = self._home(blocks[index + 1 :])
            if block.note is not None:
                self._open_part(Node(block.note, block, NOTE_STYLE), holder)
            else:
                holder.add_unnumbered(block)

    def _open_part(self, node: Node, holder: Node | None = None) -> None:
        style = node.style or ""
        styles = [part.style for part in self._open]
        if style in styles:
            del self._open[styles.index(style) :]
        elif holder is None:
            while len(self._open) > 1 and (style, self._open[-1].style or "") in self._above:
                self._open.pop()
        for part in self._open[1:]:
            if part.style and (style, part.style) not in self._above:
                self._above.add((part.style, style))
        self._open.append(self._open[-1].add(node))

    def _home(self, following: list[Block]) -> Node:
        """The part that an unnumbered block stands in; closes the last item of a list that ended above the block."""
        top = self._open[-1]
        if top.holder is None or top.block is None or len(self._open) == 1:
            return top
        fellows = [node for node in top.holder.children if node.style == top.style]
        inside = top.block.is_bare or any(node.children for node in fellows) or self._goes_on(top, following)
        if not inside:
            self._open.pop()
        return self._open[-1]

    def _goes_on(self, item: Node, following: list[Block]) -> bool:
        styles = {part.style for part in self._open[1:]}
        mark = next((block.mark for block in following if block.mark and block.mark.style in styles), None)
        return mark is not None and mark.style == item.style
