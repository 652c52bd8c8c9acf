/** A network as GraphML (graphml.graphdrawing.org). */
import type { Graph } from './network.ts';
import { xml } from './xml.ts';

const keys = [
  ['session', 'graph', 'string'],
  ['run', 'graph', 'int'],
  ['group', 'graph', 'int'],
  ['regime', 'graph', 'string'],
  ['activities', 'graph', 'string'],
  ['label', 'node', 'string'],
  ['present', 'node', 'boolean'],
  ['isolate', 'node', 'boolean'],
  ['weight', 'edge', 'int'],
  ['chosen', 'edge', 'int'],
  ['ruled', 'edge', 'int'],
  ['said', 'edge', 'int'],
] as const;

type Values = Readonly<Record<string, string | number | boolean | null>>;

function data(values: Values): string[] {
  return Object.entries(values).flatMap(([key, value]) =>
    value === null ? [] : [`<data key="${key}">${xml(String(value))}</data>`],
  );
}

/** Weights are numbers of turns. @param label what a child is shown as; the id of the node is the child's. */
export function graphml({ about, name, nodes, edges }: Graph, label: (child: string) => string): string {
  const { session, run, group, regime, activities } = about;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys.map(([key, on, type]) => `<key id="${key}" for="${on}" attr.name="${key}" attr.type="${type}"/>`),
    `<graph id="${xml(name)}" edgedefault="directed">`,
    ...data({ session, run, group, regime, activities: activities.join(';') }),
    ...nodes.map(({ child, present, isolate }) =>
      [`<node id="${xml(child)}">`, ...data({ label: label(child), present, isolate }), '</node>'].join(''),
    ),
    ...edges.map(({ from, to, turns, chosen, ruled, said }, index) =>
      [
        `<edge id="e${index}" source="${xml(from)}" target="${xml(to)}">`,
        ...data({ weight: turns, chosen, ruled, said }),
        '</edge>',
      ].join(''),
    ),
    '</graph>',
    '</graphml>',
    '',
  ].join('\n');
}
