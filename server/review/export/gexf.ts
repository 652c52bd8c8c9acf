/** A network as GEXF 1.3 (gexf.net). */
import type { Graph } from './network.ts';
import { xml } from './xml.ts';

const ofNodes = ['present', 'isolate'];
const ofEdges = ['chosen', 'ruled', 'said'];

function attributes(on: 'node' | 'edge', names: readonly string[], type: string): string[] {
  const declared = names.map((name) => `<attribute id="${name}" title="${name}" type="${type}"/>`);
  return [`<attributes class="${on}">`, ...declared, '</attributes>'];
}

function values(of: Readonly<Record<string, number | boolean>>): string {
  const each = Object.entries(of).map(([name, value]) => `<attvalue for="${name}" value="${value}"/>`);
  return `<attvalues>${each.join('')}</attvalues>`;
}

/** Weights are numbers of turns. @param label what a child is shown as; the id of the node is the child's. */
export function gexf({ about, name, nodes, edges }: Graph, label: (child: string) => string): string {
  const place = about.run === null ? '' : `, run ${about.run}, group ${about.group ?? 0}`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<gexf xmlns="http://gexf.net/1.3" version="1.3">',
    '<meta>',
    '<creator>Circletime</creator>',
    `<description>${xml(`${name}: ${about.regime}, ${about.activities.join(';')}${place}`)}</description>`,
    '</meta>',
    '<graph defaultedgetype="directed" mode="static">',
    ...attributes('node', ofNodes, 'boolean'),
    ...attributes('edge', ofEdges, 'integer'),
    '<nodes>',
    ...nodes.map(
      ({ child, present, isolate }) =>
        `<node id="${xml(child)}" label="${xml(label(child))}">${values({ present, isolate })}</node>`,
    ),
    '</nodes>',
    '<edges>',
    ...edges.map(
      ({ from, to, turns, chosen, ruled, said }, index) =>
        `<edge id="e${index}" source="${xml(from)}" target="${xml(to)}" weight="${turns}">${values({ chosen, ruled, said })}</edge>`,
    ),
    '</edges>',
    '</graph>',
    '</gexf>',
    '',
  ].join('\n');
}
