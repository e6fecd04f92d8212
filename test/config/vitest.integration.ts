import { defineConfig } from 'vitest/config';

/**
 * Integration tests: a real WordPress each, made by bin/site. They talk to
 * one another's stand-in and PHP server only through ports of their own, so
 * two files may run at once; more would only fight for two cores.
 */
export default defineConfig( {
	root: new URL( '../..', import.meta.url ).pathname,
	test: {
		include: [
			'test/integration/**/*.test.ts',
			'test/faults/**/*.test.ts',
			'test/attack/**/*.test.ts',
		],
		environment: 'node',
		passWithNoTests: true,
		// A shared machine may hold one request up.
		retry: process.env.CI === undefined ? 0 : 1,
		testTimeout: 120_000,
		hookTimeout: 300_000,
		pool: 'forks',
		maxWorkers: 2,
	},
} );
