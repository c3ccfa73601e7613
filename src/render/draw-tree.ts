import { hierarchy, tree } from "d3-hierarchy";
import { largest, smallest } from "../core/order.ts";
import { type Drawing, element, isNarrow, SMALL, textAt, wrapped } from "./svg.ts";

/** A person of a chart, or several of one role under one leader. */
export interface TreeNode {
  id: string;
  /** Null for the root. */
  under: string | null;
  name: string;
  note: string;
}

const BOX = { width: 124, height: 50 };
const ROW = { height: 42, indent: 22 };

function box(x: number, y: number, width: number, { name, note }: TreeNode): string {
  const lines = wrapped(name, width - 14, 13, note === "" ? 2 : 1);
  const first = y + (note === "" && lines.length === 1 ? 30 : 21);
  return [
    element("rect", { x, y, width, height: BOX.height, rx: 5, class: "box" }),
    ...lines.map((line, index) => textAt(x + width / 2, first + index * 17, line, { anchor: "middle", strong: true })),
    note === "" ? "" : textAt(x + width / 2, y + 39, note, { anchor: "middle", soft: true, size: SMALL, most: width - 14 }),
  ].join("");
}

/** Who reports to whom: boxes under their leader, or lines stepped in where the boxes have no room. */
export function drawTree(nodes: readonly TreeNode[], width: number): Drawing {
  const root = nodes.find(({ under }) => under === null)!;
  const laid = tree<TreeNode>().nodeSize([BOX.width + 12, BOX.height + 34])(hierarchy(root, childrenIn(nodes)));
  const places = laid.descendants();
  const [first, last] = [smallest(places.map(({ x }) => x)), largest(places.map(({ x }) => x))];
  const needed = last - first + BOX.width + 4;
  if (needed > width || isNarrow(width)) return steppedTree(nodes, width);
  const shift = (width - (last - first)) / 2 - first;
  const at = ({ x, y }: { x: number; y: number }) => ({ x: x + shift, y: y + 2 });
  const links = laid.links().map(({ source, target }) => {
    const [from, to] = [at(source), at(target)];
    const middle = from.y + BOX.height + 17;
    return element("path", { d: `M${from.x} ${from.y + BOX.height}V${middle}H${to.x}V${to.y}`, class: "link" });
  });
  const boxes = places.map((node) => box(at(node).x - BOX.width / 2, at(node).y, BOX.width, node.data));
  const height = largest(places.map(({ y }) => y)) + BOX.height + 6;
  return { width, height, body: [...links, ...boxes].join("") };
}

const childrenIn = (nodes: readonly TreeNode[]) => {
  const under = new Map<string, TreeNode[]>();
  for (const node of nodes)
    if (node.under !== null) {
      const held = under.get(node.under);
      if (held) held.push(node);
      else under.set(node.under, [node]);
    }
  return ({ id }: TreeNode) => under.get(id);
};

function steppedTree(nodes: readonly TreeNode[], width: number): Drawing {
  const root = nodes.find(({ under }) => under === null)!;
  const rows: { node: TreeNode; depth: number; leader: number | null }[] = [];
  const children = childrenIn(nodes);
  const walk = (node: TreeNode, depth: number, leader: number | null) => {
    const place = rows.push({ node, depth, leader }) - 1;
    for (const child of children(node) ?? []) walk(child, depth + 1, place);
  };
  walk(root, 0, null);
  const middle = (row: number) => row * ROW.height + ROW.height / 2;
  const parts = rows.map(({ node, depth, leader }, row) => {
    const x = 4 + depth * ROW.indent;
    const link =
      leader === null
        ? ""
        : element("path", { d: `M${x - ROW.indent / 2} ${middle(leader) + 12}V${middle(row)}H${x}`, class: "link" });
    const said = node.note === "" ? node.name : `${node.name}, ${node.note}`;
    return [
      link,
      element("rect", { x, y: middle(row) - 16, width: Math.max(60, width - x - 4), height: 32, rx: 5, class: "box" }),
      textAt(x + 10, middle(row) + 5, said, { strong: true, most: width - x - 26 }),
    ].join("");
  });
  return { width, height: rows.length * ROW.height + 4, body: parts.join("") };
}
