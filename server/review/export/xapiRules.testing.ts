/**
 * Rules of the Experience API 1.0.3, part two (data), that a statement of ours could break; each by its section of the
 * specification. A checker gives the places where a statement breaks the rule.
 */
type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
type Obj = Record<string, Json>;

const isObject = (value: Json | undefined): value is Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const objectAt = (value: Json | undefined): Obj => (isObject(value) ? value : {});
const listAt = (value: Json | undefined): Json[] => (Array.isArray(value) ? value : []);

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const iri = /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]+$/;
const language = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;
const timestamp = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const duration = /^P(?=.)(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/;

const matches = (pattern: RegExp, value: Json | undefined) =>
  typeof value === 'string' && pattern.test(value);
const unknownKeys = (of: Obj, known: readonly string[]) =>
  Object.keys(of).filter((key) => !known.includes(key));

/** Every object in the statement, with its path. */
function everywhere(value: Json, path = '$'): [path: string, value: Json][] {
  const inner = Array.isArray(value) ? value.map((one, index) => [String(index), one] as const) : isObject(value) ? Object.entries(value) : []; // prettier-ignore
  return [[path, value], ...inner.flatMap(([key, one]) => everywhere(one, `${path}.${key}`))];
}

const agents = (statement: Obj): Obj[] => [
  objectAt(statement['actor']),
  ...listAt(objectAt(objectAt(statement['context'])['team'])['member']).map(objectAt),
];
const activities = (statement: Obj): Obj[] => [
  objectAt(statement['object']),
  ...Object.values(objectAt(objectAt(statement['context'])['contextActivities'])).flatMap((list) => listAt(list).map(objectAt)),
]; // prettier-ignore
const ifis = ['mbox', 'mbox_sha1sum', 'openid', 'account'];
const oneIfi = (who: Obj) => ifis.filter((key) => key in who).length === 1;
const goodAccount = (who: Obj) => {
  const account = objectAt(who['account']);
  return matches(/^https?:\/\/[^\s]+$/, account['homePage']) && matches(/./, account['name']) && unknownKeys(account, ['homePage', 'name']).length === 0; // prettier-ignore
};

export const xapiRules: Readonly<Record<string, (statement: Obj) => readonly string[]>> = {
  '2.2 a statement has an actor, a verb and an object': (statement) =>
    ['actor', 'verb', 'object'].filter((key) => !isObject(statement[key])),
  '2.2 no property is unknown': (statement) =>
    unknownKeys(statement, ['id', 'actor', 'verb', 'object', 'result', 'context', 'timestamp']),
  '2.2 no value is null, no object empty of what it needs': (statement) =>
    everywhere(statement).flatMap(([path, value]) => (value === null ? [path] : [])),
  '2.4.1 its id is a UUID (RFC 4122)': ({ id }) => (matches(uuid, id) ? [] : ['id']),
  '2.4.2.1 an agent is one, with exactly one identifier': (statement) =>
    agents(statement).flatMap((who) => (who['objectType'] === 'Agent' && oneIfi(who) ? [] : ['agent'])),
  '2.4.2.4 an account has a home page (IRL) and a name, and nothing else': (statement) =>
    [...agents(statement), objectAt(objectAt(statement['context'])['team'])].flatMap((who) =>
      goodAccount(who) ? [] : ['account'],
    ),
  '2.4.2.2 a group says so, has one identifier, and members that are agents only': ({ context }) => {
    const team = objectAt(objectAt(context)['team']);
    const members = listAt(team['member']).map(objectAt);
    return team['objectType'] === 'Group' && oneIfi(team) && members.every((one) => one['objectType'] === 'Agent') ? [] : ['team']; // prettier-ignore
  },
  '2.4.3 a verb has an IRI, and words in a language map': ({ verb }) => {
    const { id, display, ...rest } = objectAt(verb);
    return matches(iri, id) && goodMap(display) && Object.keys(rest).length === 0 ? [] : ['verb'];
  },
  '2.4.4.1 an activity has an IRI; its definition a type (IRI) and a language map': (statement) =>
    activities(statement).flatMap(({ objectType, id, definition, ...rest }) => {
      const { type, name, ...more } = objectAt(definition);
      const good = objectType === 'Activity' && matches(iri, id) && matches(iri, type) && goodMap(name);
      return good && Object.keys({ ...rest, ...more }).length === 0 ? [] : ['activity'];
    }),
  '2.4.5 a result has only what a result may have; its duration is ISO 8601, to 0.01 s': ({ result }) => {
    const told = objectAt(result);
    const unknown = unknownKeys(told, [
      'score',
      'success',
      'completion',
      'response',
      'duration',
      'extensions',
    ]);
    return [...unknown, ...('duration' in told && !matches(duration, told['duration']) ? ['duration'] : [])];
  },
  '2.4.6 a context has only what a context may have; its registration is a UUID': ({ context }) => {
    const told = objectAt(context);
    const unknown = unknownKeys(told, ['registration', 'instructor', 'team', 'contextActivities', 'revision', 'platform', 'language', 'statement', 'extensions']); // prettier-ignore
    return [...unknown, ...(matches(uuid, told['registration']) ? [] : ['registration'])];
  },
  '2.4.6 a platform is named only where the object is an activity': ({ context, object }) =>
    'platform' in objectAt(context) && objectAt(object)['objectType'] !== 'Activity' ? ['platform'] : [],
  '2.4.6.2 context activities are lists of activities under the four known keys': ({ context }) => {
    const told = objectAt(objectAt(context)['contextActivities']);
    const lists = Object.entries(told).filter(([, list]) => !Array.isArray(list)).map(([key]) => key); // prettier-ignore
    return [...unknownKeys(told, ['parent', 'grouping', 'category', 'other']), ...lists];
  },
  '2.4.7 its timestamp is ISO 8601 with an offset, and the offset not -00:00': ({ timestamp: told }) =>
    matches(timestamp, told) && !/-00:00$/.test(told as string) && !Number.isNaN(Date.parse(told as string)) ? [] : ['timestamp'], // prettier-ignore
  '2.4.8–2.4.11 stored, authority, version and attachments are left to the record store': (statement) =>
    ['stored', 'authority', 'version', 'attachments'].filter((key) => key in statement),
  '4.1 the keys of extensions are IRIs': (statement) =>
    everywhere(statement).flatMap(([path, value]) =>
      path.endsWith('.extensions') ? Object.keys(objectAt(value)).filter((key) => !iri.test(key)) : [],
    ),
  '4.2 the keys of language maps are language tags (RFC 5646)': (statement) =>
    everywhere(statement).flatMap(([path, value]) =>
      /\.(display|name)$/.test(path) && isObject(value) && !goodMap(value) ? [path] : [],
    ),
};

function goodMap(map: Json | undefined): boolean {
  const entries = Object.entries(objectAt(map));
  return (
    entries.length > 0 && entries.every(([key, value]) => language.test(key) && typeof value === 'string')
  );
}
