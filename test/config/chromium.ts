import { existsSync } from 'node:fs';

/** The system's browser; nothing is ever downloaded. */
const browsers = [ process.env.DUET_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome' ];
const executablePath = browsers.find( ( path ) => path !== undefined && existsSync( path ) );

/** How Playwright starts Chromium, in its own tests and in Vitest's. */
export const launchOptions = {
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
};
