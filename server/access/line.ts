/**
 * People who wait for the same thing, one after the other. There is room for few, so that a crowd cannot keep the
 * next one waiting for long; who is known goes before those who are not, and always finds room.
 */

export interface Place {
  /** Nobody stands in the line twice. */
  readonly who: string;
  readonly known: boolean;
}

export interface Line {
  /** How many would come before, who is being served included. */
  before(place: Place): number;
  /** Does the work when it is this one's turn; null where there is no room, and nothing is done. */
  join<T>(place: Place, work: () => Promise<T>): Promise<T> | null;
}

interface Waiting extends Place {
  readonly begin: () => void;
}

/** `room` is how many that are not known may wait while one is served. */
export function createLine(room: number): Line {
  let served: string | null = null;
  const waiting: Waiting[] = [];
  const known = () => waiting.filter((place) => place.known).length;

  function next(): void {
    served = null;
    waiting.shift()?.begin();
  }

  return {
    before: (place) => (served === null ? 0 : 1 + (place.known ? known() : waiting.length)),
    join: (place, work) => {
      if (served === place.who || waiting.some(({ who }) => who === place.who)) return null;
      if (served !== null && !place.known && waiting.length - known() >= room) return null;
      return new Promise((resolve, reject) => {
        const begin = () => {
          served = place.who;
          work().finally(next).then(resolve, reject);
        };
        if (served === null) begin();
        else waiting.splice(place.known ? known() : waiting.length, 0, { ...place, begin });
      });
    },
  };
}

/** A line for each name. */
export function createLines(room: number): (name: string) => Line {
  const lines = new Map<string, Line>();
  return (name) => {
    const line = lines.get(name) ?? createLine(room);
    lines.set(name, line);
    return line;
  };
}
