import { defineConfig } from '@playwright/test';
import { launchOptions } from './chromium.ts';

/** End-to-end tests: Chromium against a real WordPress and the stand-in. Only 127.0.0.1 is reachable. */
export default defineConfig( {
	testDir: '../e2e',
	outputDir: '../../.duet/e2e',
	fullyParallel: false,
	workers: 2,
	timeout: 120_000,
	expect: { timeout: 30_000 },
	forbidOnly: true,
	// A shared machine may hold one request up. In a whole run a test gets a second try; `npm test` names those that needed it.
	retries: process.env.DUET_REPORT === undefined ? 0 : 1,
	reporter: process.env.DUET_REPORT === undefined ? 'list' : [ [ 'line' ], [ 'json', { outputFile: process.env.DUET_REPORT } ] ],
	use: {
		viewport: { width: 1280, height: 900 },
		screenshot: 'only-on-failure',
		trace: 'off',
		launchOptions,
	},
} );
