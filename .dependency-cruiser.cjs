// The direction of imports. Each rule says why, so that whoever trips over one knows what it protects.
// Paths are regular expressions; `$1` is what the first group of `from` caught.

/** Tests, the helpers beside them, and suites that several tests run. */
const TEST = '\\.(test|testing|suite)\\.ts$';
/** The part of an activity that draws: everything else in its folder is rules. */
const VIEWS = '^activities/(registry\\.views\\.ts|_kit/views\\.ts|[^/]+/views(\\.ts|/))';
const RULES = '^activities/(registry\\.rules\\.ts|[^/]+/(?!views(\\.ts|/)|messages/)[^/]+\\.ts)';
/** The laws as a suite: it runs rules, nothing that runs in class imports it. */
const CONFORMANCE = '^activities/_kit/conformance';
const MESSAGES = '^(generated/paraglide|messages|activities/[^/]+/messages)/';
const APPS = '^src/(screen|tablet|console|review)/';
const TYPES_ONLY = ['type-only'];

module.exports = {
  forbidden: [
    {
      name: 'rules-are-pure',
      severity: 'error',
      comment:
        'Rules replay to the same bytes on any machine, so they see nothing but their arguments: they import _kit, their own folder and valibot.',
      from: { path: '^activities/([^/]+)/', pathNot: [VIEWS, CONFORMANCE, TEST] },
      to: { pathNot: ['^activities/(_kit|$1)/', '^node_modules/valibot/'] },
    },
    {
      name: 'rules-know-no-words',
      severity: 'error',
      comment:
        'State, log and facts carry ids and codes; devices join the words. So a log replays alike in every language, and rules import neither messages nor views.',
      from: { path: RULES, pathNot: [VIEWS, TEST] },
      to: { path: [MESSAGES, VIEWS], dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'activities-stand-alone',
      severity: 'error',
      comment: 'An activity can be taken out or added as one folder; what two of them share belongs to _kit.',
      from: { path: '^activities/([^/]+)/', pathNot: '^activities/_kit/' },
      to: { path: '^activities/[^/]+/', pathNot: '^activities/(_kit|$1)/' },
    },
    {
      name: 'kit-knows-no-activity',
      severity: 'error',
      comment: 'The kit is what every activity builds on; it knows none of them.',
      from: { path: '^activities/_kit/', pathNot: TEST },
      to: { path: '^activities/', pathNot: '^activities/_kit/' },
    },
    {
      name: 'views-only-draw',
      severity: 'error',
      comment:
        'A view draws what it is given: it imports _kit, src/ui and messages. It reaches no connection and no session, so it cannot show what it was not sent.',
      from: { path: '^activities/[^/]+/views(\\.ts|/)', pathNot: ['^activities/_kit/', TEST] },
      to: { path: '^(src/(?!ui/)|server/|robots/)' },
    },
    {
      name: 'views-carry-no-rules',
      severity: 'error',
      comment:
        'Only the server decides, and a tablet loads as little as it can: views take the types of their rules, never the rules.',
      from: { path: VIEWS, pathNot: TEST },
      to: { path: RULES, pathNot: '^activities/_kit/', dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'conformance-is-for-tests',
      severity: 'error',
      comment: 'The conformance suite brings test libraries along; nothing that runs in class may load it.',
      from: { pathNot: [CONFORMANCE, TEST, '^tests/'] },
      to: { path: CONFORMANCE },
    },
    {
      name: 'server-knows-no-app',
      severity: 'error',
      comment:
        'The wire is the only thing that server and apps share; all else in src is written for a browser.',
      from: { path: '^server/', pathNot: TEST },
      to: { path: '^src/', pathNot: '^src/wire/' },
    },
    {
      name: 'server-plays-by-rules',
      severity: 'error',
      comment: 'The server needs what an activity decides, never how it looks.',
      from: { path: '^server/', pathNot: TEST },
      to: { path: VIEWS },
    },
    {
      name: 'session-knows-no-socket-and-no-sql',
      severity: 'error',
      comment:
        'The live session is one write path behind two ports. It is tested without a socket and without a database, and either may be replaced.',
      from: { path: '^server/session/', pathNot: TEST },
      to: {
        path: [
          '^server/transport/',
          '^server/store/(?!port\\.ts)',
          '^node_modules/(socket\\.io|engine\\.io|kysely|better-sqlite3|sirv)/',
          '^(node:)?https?$',
        ],
      },
    },
    {
      name: 'store-keeps-what-it-is-given',
      severity: 'error',
      comment:
        'A store keeps entries and facts. It decides nothing, so it knows neither the live session nor the wire’s transport.',
      from: { path: '^server/store/', pathNot: TEST },
      to: { path: '^server/(session|transport|access)/', dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'review-is-pure-over-facts',
      severity: 'error',
      comment:
        'What is measured later must not depend on what is running now: review reads facts through the store’s port.',
      from: { path: '^server/review/', pathNot: TEST },
      to: {
        path: [
          '^server/(session|transport)/',
          '^server/store/(?!port\\.ts)',
          '^node_modules/(socket\\.io|kysely|better-sqlite3)/',
        ],
      },
    },
    {
      name: 'wire-is-pure',
      severity: 'error',
      comment:
        'Both sides of the wire load it: event maps, schemas and codes, with valibot and the types of the activity contract.',
      from: { path: '^src/wire/', pathNot: TEST },
      to: { pathNot: ['^src/wire/', '^activities/_kit/', '^node_modules/valibot/'] },
    },
    {
      name: 'apps-stay-apart',
      severity: 'error',
      comment:
        'Each app is loaded alone, tablets over weak Wi-Fi. What two of them share belongs to src/ui or src/client.',
      from: { path: APPS },
      to: { path: APPS, pathNot: '^src/$1/' },
    },
    {
      name: 'shared-code-knows-no-app',
      severity: 'error',
      comment:
        'src/ui, src/client and src/wire serve every app; an import back would tie the apps to one another.',
      from: { path: '^src/(ui|client|wire)/', pathNot: TEST },
      to: { path: APPS },
    },
    {
      name: 'ui-only-draws',
      severity: 'error',
      comment:
        'Presentational parts get what they show as properties; the connection is the business of src/client.',
      from: { path: '^src/ui/', pathNot: TEST },
      to: { path: '^src/client/', pathNot: '^src/client/storage\\.ts$', dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'apps-see-no-server',
      severity: 'error',
      comment: 'A browser is told what it may know over the wire, and by nothing else.',
      from: { path: '^src/', pathNot: TEST },
      to: { path: '^(server|robots|tests|scripts)/' },
    },
    {
      name: 'browser-has-no-node',
      severity: 'error',
      comment: 'Node’s modules do not exist in a browser.',
      from: { path: ['^src/', VIEWS], pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'only-review-replays',
      severity: 'error',
      comment:
        'The server alone decides what happens in a game. Review loads rules, lazily, to replay a log; no other app carries them.',
      from: { path: '^src/', pathNot: ['^src/review/', TEST] },
      to: { path: RULES, pathNot: '^activities/_kit/', dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'review-loads-rules-lazily',
      severity: 'error',
      comment: 'Rules are needed only when somebody opens a replay; the page must not wait for them.',
      from: { path: '^src/review/', pathNot: TEST },
      to: { path: RULES, pathNot: '^activities/_kit/', dynamic: false, dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'robots-know-what-a-tablet-knows',
      severity: 'error',
      comment:
        'Robots prove that the wire and the views are enough to play. One that looked into the server would prove nothing.',
      from: { path: '^robots/', pathNot: TEST },
      to: { path: ['^(server|tests|scripts)/', '^src/(?!wire/)', VIEWS] },
    },
    {
      name: 'no-test-in-the-product',
      severity: 'error',
      comment: 'Tests and their helpers are not part of what runs in class.',
      from: { path: '^(server|src|activities|robots)/', pathNot: [TEST, CONFORMANCE] },
      to: { path: [TEST, '^tests/'] },
    },
    {
      name: 'runtime-needs-are-declared',
      severity: 'error',
      comment:
        'What the server or the robots load at run time stands under dependencies; build tools may be left out one day.',
      from: { path: '^(server|robots)/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: TYPES_ONLY },
    },
    {
      name: 'no-cycle',
      severity: 'error',
      comment:
        'Modules in a circle can be understood, tested and loaded only together. Types alone may refer to one another.',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: TYPES_ONLY } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'The module does not exist here. (Icons are made by the build.)',
      from: {},
      to: { couldNotResolve: true, pathNot: '^~icons/' },
    },
  ],
  options: {
    doNotFollow: { path: '^(node_modules|generated)/' },
    exclude: { path: '^~icons/' },
    // Type imports count too, and are told apart from the others.
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'svelte', 'types', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json', '.d.ts'],
    },
  },
};
