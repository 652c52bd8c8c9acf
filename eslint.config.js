import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const TS = ['**/*.ts', '**/*.svelte'];
const TESTS = ['**/*.{test,testing,suite}.ts', 'tests/**/*.ts'];

/** Rules must replay to the same bytes in any engine, at any hour: time and chance come in through `env` alone. */
const TIME = 'Rules know no clock: read `env.now`, and state a deadline in `timers`.';
const CHANCE = 'Rules know no ambient randomness: draw from `env.rng`.';
const LANGUAGE = 'Rules know no language: order depends on the engine. Compare ids or code points.';
const AMBIENT = 'Rules see only their arguments: state, input and `env`.';
const INTEGER_MATH = ['abs', 'ceil', 'floor', 'imul', 'max', 'min', 'round', 'sign', 'trunc'];

const ambientGlobals = [
  ...['Date', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'].map((name) => ({
    name,
    message: TIME,
  })),
  { name: 'requestAnimationFrame', message: TIME },
  { name: 'crypto', message: CHANCE },
  { name: 'Intl', message: LANGUAGE },
  ...['console', 'process', 'globalThis', 'window', 'document', 'navigator', 'localStorage', 'fetch'].map(
    (name) => ({ name, message: AMBIENT }),
  ),
];

/** What Chromium 88 lacks. Vite lowers syntax, never these. */
const missingInChromium88 = [
  {
    selector: "CallExpression[callee.type='MemberExpression'][callee.property.name='at']",
    message: 'Chromium 88 has no `.at()`: index from `length`.',
  },
  {
    selector: "MemberExpression[object.name='crypto'][property.name=/^(randomUUID|subtle)$/]",
    message: 'Not on plain http, nor in Chromium 88: use nanoid for ids; hash on the server.',
  },
  {
    selector: "MemberExpression[object.name='Object'][property.name=/^(hasOwn|groupBy)$/]",
    message: 'Not in Chromium 88.',
  },
];

const impureInRules = [
  {
    selector: `MemberExpression[object.name='Math']:not([property.name=/^(${INTEGER_MATH.join('|')})$/])`,
    message: `Engines differ beyond integer-safe Math (${INTEGER_MATH.join(', ')}). For chance use \`env.rng\`.`,
  },
  {
    selector: "VariableDeclarator[init.name='Math'], AssignmentExpression[right.name='Math']",
    message: 'Name what you use as `Math.floor`, so that it can be checked.',
  },
  {
    selector: 'MemberExpression[property.name=/^(toLocale[A-Za-z]*|localeCompare)$/]',
    message: LANGUAGE,
  },
];

export default ts.config(
  { ignores: ['generated/', 'dist/', 'data/', 'node_modules/', 'coverage/', 'test-results/'] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: [
      'bench/**',
      'bin/**',
      'scripts/**',
      '*.js',
      '*.cjs',
      '*.config.ts',
      'tests/**',
      'server/cli.ts',
      'server/cli/**',
    ],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    files: TS,
    extends: [ts.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      'no-undef': 'off', // the compiler knows better
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // By code points is how texts are counted and cut here; no emoji is ever cut.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
    },
  },
  svelte.configs.recommended,
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: {
        parser: ts.parser,
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
        svelteConfig,
      },
    },
    rules: {
      // Properties may be bound, and derived values change: `let` is Svelte's own way of writing them.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all', excludedRunes: ['$props', '$derived'] }],
    },
  },
  {
    // The linter sees another component as `any` and narrows otherwise than Svelte's compiler does in markup; what these
    // rules look for, svelte-check finds there.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: ['src/**', 'activities/**'],
    ignores: TESTS,
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'structuredClone', message: 'Chromium 88 has none: copy the fields you need.' },
      ],
      'no-restricted-syntax': ['error', ...missingInChromium88],
    },
  },
  {
    files: ['src/**/*.svelte', 'activities/**/*.svelte'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...missingInChromium88,
        {
          // Only a style without any expression ends up in the markup; the others are set through the object model.
          selector: "SvelteAttribute[key.name='style'][value.length=1][value.0.type='SvelteLiteral']",
          message: 'The content security policy drops styles written into markup: use a class.',
        },
      ],
    },
  },
  {
    files: ['activities/**/*.ts'],
    ignores: [...TESTS, 'activities/**/views.ts', 'activities/**/views/**', 'activities/registry.views.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'structuredClone', message: 'Chromium 88 has none: copy the fields you need.' },
        ...ambientGlobals,
      ],
      'no-restricted-syntax': ['error', ...missingInChromium88, ...impureInRules],
    },
  },
  {
    files: TESTS,
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  prettier,
  svelte.configs.prettier,
);
