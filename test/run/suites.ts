import type { Step } from './steps.ts';

const bin = ( name: string ) => `node_modules/.bin/${ name }`;
const vitest = ( config: string, ...filters: string[] ) => [ bin( 'vitest' ), 'run', '-c', `test/config/${ config }.ts`, '--reporter=default', '--reporter=json', '--outputFile={report}', ...filters ];

/** `npm run check`, longest first: two run at a time. */
export const checks: readonly Step[] = [
	{ name: 'phpstan', command: [ 'php', '-d', 'memory_limit=2G', 'vendor/bin/phpstan', 'analyse', '-c', 'test/config/phpstan.neon', '--no-progress' ] },
	{ name: 'lint scripts', command: [ bin( 'wp-scripts' ), 'lint-js', '--config', 'test/config/eslint.cjs', '--cache', '--cache-location', '.duet/eslint', 'src', 'bin', 'test' ] },
	{ name: 'coding standard', command: [ 'php', 'vendor/bin/phpcs', '--standard=test/config/phpcs.xml', '--cache=.duet/phpcs' ] },
	{ name: 'types', command: [ bin( 'tsc' ) ] },
	{ name: 'unit ts', command: vitest( 'vitest.unit', 'test/unit', 'test/tiktok' ), report: 'vitest', tests: [ 'test/unit/ts', /\.test\.tsx?$/ ] },
	{ name: 'architecture', command: vitest( 'vitest.unit', 'test/architecture' ), report: 'vitest', tests: [ 'test/architecture', /\.test\.ts$/ ] },
	{ name: 'lint styles', command: [ bin( 'wp-scripts' ), 'lint-style', 'src/**/*.scss', '--allow-empty-input' ] },
	{ name: 'generated types', command: [ bin( 'tsx' ), 'bin/build/types.ts', '--check' ] },
	{ name: 'unit php', command: [ 'php', 'vendor/bin/phpunit', '-c', 'test/config/phpunit.xml', '--log-junit', '{report}' ], report: 'junit', tests: [ 'test/unit/php', /Test\.php$/ ] },
];

const minutes = 60_000;

/** Built once, before whatever installs it. */
export const first: readonly Step[] = [ { name: 'package', command: [ bin( 'tsx' ), 'bin/build/package.ts' ] } ];

const compat = [ bin( 'playwright' ), 'test', '-c', 'test/config/playwright.compat.ts' ];
const compatTests = [ 'test/compat', /\.spec\.ts$/ ] as const;

/** Real plugins, all of them, and the table in docs/compatibility.md: only when it is named. */
export const onDemand: readonly Step[] = [
	{ name: 'compat-all', command: [ 'env', 'DUET_COMPAT_TABLE=1', ...compat ], report: 'playwright', tests: compatTests, timeout: 120 * minutes },
	{ name: 'compat-table', command: [ bin( 'tsx' ), 'bin/build/docs/index.ts' ] },
];

/**
 * What needs a WordPress, in lanes that run side by side: a browser waits for its server most of the time, so one lane alone
 * leaves half of two cores idle.
 */
export const lanes: readonly ( readonly Step[] )[] = [
	[ { name: 'e2e', command: [ bin( 'playwright' ), 'test', '-c', 'test/config/playwright.ts' ], report: 'playwright', tests: [ 'test/e2e', /\.spec\.ts$/ ], timeout: 50 * minutes } ],
	[
		{ name: 'integration', command: vitest( 'vitest.integration', 'test/integration' ), report: 'vitest', tests: [ 'test/integration', /\.test\.ts$/ ], timeout: 30 * minutes },
		{ name: 'faults', command: vitest( 'vitest.integration', 'test/faults' ), report: 'vitest', tests: [ 'test/faults', /\.test\.ts$/ ], timeout: 30 * minutes },
		{ name: 'compat', command: [ ...compat, '--grep', '@fast' ], report: 'playwright', tests: compatTests, timeout: 30 * minutes },
		{ name: 'attack', command: vitest( 'vitest.integration', 'test/attack' ), report: 'vitest', tests: [ 'test/attack', /\.test\.ts$/ ], timeout: 30 * minutes },
	],
];
