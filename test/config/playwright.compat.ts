import { defineConfig } from '@playwright/test';
import base from './playwright.ts';

/** Duet beside real plugins: as the end-to-end tests, and what they prove goes into docs/compatibility.md if asked for. */
const recorder = process.env.DUET_COMPAT_TABLE === '1' ? [ [ '../compat/recorder.ts' ] as [ string ] ] : [];

const USER_AGENT = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export default defineConfig( {
	...base,
	testDir: '../compat',
	outputDir: '../../.duet/compat',
	use: {
		...base.use,
		// Consent tools hide from what looks like a bot.
		userAgent: USER_AGENT,
		// A banner that is not there is named, instead of a test that took too long.
		actionTimeout: 20_000,
		launchOptions: { ...base.use?.launchOptions, args: [ ...( base.use?.launchOptions?.args ?? [] ), '--disable-blink-features=AutomationControlled' ] },
	},
	reporter: [ ...( Array.isArray( base.reporter ) ? base.reporter : [ [ 'list' ] as [ string ] ] ), ...recorder ],
} );
