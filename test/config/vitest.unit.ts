import { defineConfig } from 'vitest/config';

/**
 * Unit and architecture tests: no WordPress, no network, no browser. A test
 * that needs a document asks for it with `// @vitest-environment jsdom`.
 */
export default defineConfig( {
	root: new URL( '../..', import.meta.url ).pathname,
	esbuild: { jsx: 'automatic' },
	test: {
		include: [
			'test/unit/ts/**/*.test.{ts,tsx}',
			'test/architecture/**/*.test.ts',
			'test/tiktok/**/*.test.ts',
		],
		environment: 'node',
		passWithNoTests: true,
		restoreMocks: true,
	},
} );
