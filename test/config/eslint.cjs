const base = require( '@wordpress/scripts/config/eslint.config.cjs' );

module.exports = [
	...base,
	{
		ignores: [
			'!bin/build/**',
			'**/*.generated.ts',
			'**/*.d.mts',
			'.duet/**',
			'dist/**',
			'vendor-prefixed/**',
			// Pieces of one old-fashioned script, as third parties serve it: put together by the stand-in.
			'test/tiktok/pixel/*.js',
		],
	},
	{
		rules: {
			// The browser's verbose level, for a developer who looks for it.
			'no-console': [ 'error', { allow: [ 'debug' ] } ],
			// Line breaks are the author's; the two rooms that came with another spacing keep it.
			'prettier/prettier': 'off',
			// Names of TikTok, WordPress and WooCommerce are written as they write them.
			camelcase: 'off',
			// `record['name']` says that nobody promised the key; `record.name` that somebody did.
			'dot-notation': 'off',
			// A chain of conditions, one to a line, reads like a table.
			'no-nested-ternary': 'off',
			// A clock is read before the work it measures.
			'@wordpress/no-unused-vars-before-return': 'off',
			// What core's own button is saved with, since 2021: another way to look like it there is not.
			'@wordpress/no-unsafe-wp-apis': [
				'error',
				{
					'@wordpress/block-editor': [
						'__experimentalGetBorderClassesAndStyles',
						'__experimentalGetColorClassesAndStyles',
						'__experimentalGetShadowClassesAndStyles',
						'__experimentalGetSpacingClassesAndStyles',
						'__experimentalUseBorderProps',
						'__experimentalUseColorProps',
					],
				},
			],
			// Types stand in the signature; docblocks say why and in which unit.
			'jsdoc/require-param': 'off',
			'jsdoc/check-param-names': 'off',
			'jsdoc/check-tag-names': [ 'error', { definedTags: [ 'vitest-environment' ] } ],
		},
	},
	{
		files: [ '**/*.ts', '**/*.tsx' ],
		rules: {
			'@typescript-eslint/method-signature-style': 'off',
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-non-null-assertion': 'error',
			'@typescript-eslint/ban-ts-comment': [ 'error', { 'ts-expect-error': 'allow-with-description' } ],
		},
	},
	{
		// Only the screen is React; `use` of a Playwright fixture is not a hook.
		files: [ 'bin/**', 'test/**' ],
		rules: { 'react-hooks/rules-of-hooks': 'off', '@wordpress/no-global-active-element': 'off' },
	},
	{
		files: [ 'bin/**', 'test/**' ],
		rules: { 'import/no-extraneous-dependencies': 'off', 'no-console': 'off' },
	},
];
