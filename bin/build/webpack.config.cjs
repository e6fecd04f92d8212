const { existsSync, readdirSync } = require( 'node:fs' );
const { basename, join, resolve } = require( 'node:path' );
const defaults = require( '@wordpress/scripts/config/webpack.config' );
const Terser = require( 'terser-webpack-plugin' );
const DependencyExtraction = require( '@wordpress/dependency-extraction-webpack-plugin' );

const root = resolve( __dirname, '../..' );
const output = process.env.DUET_BUILD_DIR ?? join( root, 'build' );

/**
 * Only entries whose file exists.
 *
 * @param {Record<string, string>} entries name -> path below the repository
 */
function existing( entries ) {
	return Object.fromEntries(
		Object.entries( entries )
			.map( ( [ name, file ] ) => [ name, join( root, file ) ] )
			.filter( ( [ , file ] ) => existsSync( file ) )
	);
}

/** One small file for each supported plugin, which PHP enqueues only if that plugin is active. */
function adapters( name, folder ) {
	if ( ! existsSync( join( root, folder ) ) ) {
		return {};
	}
	return Object.fromEntries(
		readdirSync( join( root, folder ) )
			.filter( ( file ) => file.endsWith( '.ts' ) )
			.map( ( file ) => [
				`${ name }/${ basename( file, '.ts' ) }`,
				join( root, folder, file ),
			] )
	);
}

// build.ts empties the folder once; two compilations would delete each other's files.
const shared = { ...defaults.output, path: output, clean: false };

// `./x.js` in an import may mean x.ts, as TypeScript itself reads it.
const resolution = {
	...defaults.resolve,
	extensionAlias: { '.js': [ '.ts', '.tsx', '.js' ] },
};

const screens = {
	...defaults,
	resolve: resolution,
	name: 'admin',
	entry: {
		...existing( {
			admin: 'src/admin/index.tsx',
			// For the overview alone, which loads it when it is shown.
			chart: 'src/admin/overview/chart.ts',
			// Both blocks, and the panel on core's blocks: one file, because they share nearly all of their code.
			'event-panel': 'src/blocks/event-panel.tsx',
		} ),
	},
	output: shared,
};

/** The script on every page: one self-contained file each, nothing loaded later, no wp.* globals. */
const storefront = {
	...defaults,
	resolve: resolution,
	name: 'storefront',
	entry: {
		...existing( {
			storefront: 'src/storefront/index.ts',
			// Replaces it on sites with WooCommerce.
			shop: 'src/storefront/shop.ts',
			// For an administrator who tries a rule: it shows events instead of sending them.
			try: 'src/storefront/try-out/index.ts',
			matching: 'src/storefront/matching/index.ts',
			// For pages on which something is to be counted about a form of any kind.
			acceptance: 'src/storefront/triggers/acceptance/index.ts',
		} ),
		...adapters( 'forms', 'src/storefront/triggers/forms' ),
		...adapters( 'wishlists', 'src/storefront/triggers/wishlists' ),
		...adapters( 'consent', 'src/storefront/consent/tools' ),
	},
	output: { ...shared, asyncChunks: false },
	optimization: {
		...defaults.optimization,
		runtimeChunk: false,
		splitChunks: false,
		minimizer: [
			new Terser( {
				extractComments: false,
				terserOptions: {
					ecma: 2020,
					module: true,
					// No getter and no use of `arguments` in our code has side effects.
					compress: {
						passes: 3,
						// Joins text with "+": our code has no object for which that differs from a template.
						unsafe: true,
						pure_getters: true,
						unsafe_arrows: true,
					},
					// Names that only the script uses: no code of the page or of PHP reads or writes them.
					mangle: { properties: { regex: /^(win|gate|follow|accept|intend|check|channels|refused|tray|old)$/ } },
				},
			} ),
		],
	},
	plugins: [
		...defaults.plugins.filter(
			( plugin ) =>
				! [
					'DependencyExtractionWebpackPlugin',
					'CopyPlugin',
					'PhpFilePathsPlugin',
				].includes( plugin.constructor.name )
		),
		// Still writes storefront.asset.php, whose version changes with the content.
		new DependencyExtraction( { useDefaults: false } ),
	],
};

module.exports = [ screens, storefront ].filter(
	( config ) => Object.keys( config.entry ).length > 0
);
