/**
 * The review's addresses, kept in the hash: a moment can be sent to a colleague on the same server, and nothing of it
 * reaches the server's log. Ids only, never a name.
 *
 *   #/                                   all lessons
 *   #/lesson/<id>?see=turn.1.0.7         a lesson's page, at a piece of evidence
 *   #/lesson/<id>/record                 its process record, to print
 *   #/lesson/<id>/replay?run=1&group=0&at=61500     the replay at a moment (run clock, ms)
 *   #/child/<id>   #/group/<class id>   #/import
 */
import type { Ms } from '../../activities/_kit/contract.ts';

export type Place =
  | { readonly page: 'lessons' }
  /** `see`: the id of an element of the page (see anchors.ts); null for the top. */
  | { readonly page: 'lesson'; readonly session: string; readonly see: string | null }
  | { readonly page: 'record'; readonly session: string }
  | {
      readonly page: 'replay';
      readonly session: string;
      readonly run: number;
      readonly group: number;
      readonly at: Ms;
    }
  | { readonly page: 'child'; readonly child: string }
  | { readonly page: 'group'; readonly classId: string }
  | { readonly page: 'import' };

const id = '[A-Za-z0-9_-]{1,64}';
const paths = {
  lesson: new RegExp(`^lesson/(${id})$`),
  record: new RegExp(`^lesson/(${id})/record$`),
  replay: new RegExp(`^lesson/(${id})/replay$`),
  child: new RegExp(`^child/(${id})$`),
  group: new RegExp(`^group/(${id})$`),
};

/** What `location.hash` says; the list for anything that says nothing. */
export function placeIn(hash: string): Place {
  const [path = '', query = ''] = hash.replace(/^#\/?/, '').split('?');
  const words = new URLSearchParams(query);
  if (path === 'import') return { page: 'import' };
  const idIn = (page: keyof typeof paths): string | undefined => paths[page].exec(path)?.[1];
  const lesson = idIn('lesson');
  if (lesson !== undefined) return { page: 'lesson', session: lesson, see: anchorIn(words.get('see')) };
  const record = idIn('record');
  if (record !== undefined) return { page: 'record', session: record };
  const replay = idIn('replay');
  if (replay !== undefined)
    return {
      page: 'replay',
      session: replay,
      run: countIn(words.get('run'), 1),
      group: countIn(words.get('group'), 0),
      at: countIn(words.get('at'), 0),
    };
  const child = idIn('child');
  if (child !== undefined) return { page: 'child', child };
  const classId = idIn('group');
  return classId === undefined ? { page: 'lessons' } : { page: 'group', classId };
}

/** The address of a place as the `href` of a link: `placeIn` gives the place again. */
export function addressOf(place: Place): string {
  switch (place.page) {
    case 'lessons':
      return '#/';
    case 'import':
      return '#/import';
    case 'lesson':
      return `#/lesson/${place.session}${place.see === null ? '' : `?see=${place.see}`}`;
    case 'record':
      return `#/lesson/${place.session}/record`;
    case 'replay':
      return `#/lesson/${place.session}/replay?run=${place.run}&group=${place.group}&at=${place.at}`;
    case 'child':
      return `#/child/${place.child}`;
    case 'group':
      return `#/group/${place.classId}`;
  }
}

function anchorIn(text: string | null): string | null {
  return text !== null && /^[A-Za-z0-9_.@-]{1,200}$/.test(text) ? text : null;
}

/** A whole number ≥ 0 of at most nine digits; `otherwise` for anything else. */
function countIn(text: string | null, otherwise: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : otherwise;
}
