import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's browser; nothing is ever downloaded. */
const browsers = [ process.env.DUET_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' ];
const executablePath = browsers.find( ( path ) => path !== undefined && existsSync( path ) );

/** End-to-end tests: Chromium against a real WordPress and the stand-in. Only 127.0.0.1 is reachable. */
export default defineConfig( {
	testDir: '../e2e',
	outputDir: '../../.duet/e2e',
	fullyParallel: false,
	workers: 2,
	timeout: 120_000,
	expect: { timeout: 30_000 },
	forbidOnly: true,
	// A shared machine may hold one request up; what passes the second time is reported as flaky, not hidden.
	retries: process.env.CI === undefined ? 0 : 1,
	reporter: process.env.DUET_REPORT === undefined ? 'list' : [ [ 'line' ], [ 'json', { outputFile: process.env.DUET_REPORT } ] ],
	use: {
		viewport: { width: 1280, height: 900 },
		screenshot: 'only-on-failure',
		trace: 'off',
		launchOptions: {
			...( executablePath === undefined ? {} : { executablePath } ),
			args: [
				'--no-sandbox',
				'--disable-gpu',
				'--disable-quic',
				'--no-first-run',
				'--disable-background-networking',
				'--disable-component-update',
				'--disable-sync',
				// Gravatars, emoji and fonts of other hosts fail at once instead of slowly.
				'--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
			],
		},
	},
} );
