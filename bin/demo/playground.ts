/** The demo's site in WordPress Playground (PHP compiled for Node), for machines whose PHP has no pdo_sqlite. */
import { copyFileSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { say } from '../bootstrap.mjs';
import { writeConfig, writeUrl } from '../site/config.ts';
import { sqlite } from '../site/database.ts';
import { linkTree, settle } from '../site/files.ts';
import { siteFolder, type SiteOptions } from '../site/index.ts';
import { cache, root as repository } from '../site/paths.ts';
import { background, freePort, must, start, stopGroup } from '../site/process.ts';
import { scripts } from '../site/server.ts';
import { find, mainFile, wordpress, type Slug } from '../site/software.ts';

const version = '3.1.56';
const settings = `update_option( 'duet_settings', json_decode( file_get_contents( '/wordpress/.duet-settings' ), true ) );`;

/** Makes and starts the site; it ends with this process. */
export async function playgroundSite( options: SiteOptions ): Promise<{ readonly url: string }> {
	const core = await wordpress();
	const root = siteFolder( options.name );
	const content = join( root, 'wp-content' );
	linkTree( core.path, root );
	mkdirSync( join( content, 'mu-plugins' ), { recursive: true } );
	copyFileSync( join( scripts, 'must-use.php' ), join( content, 'mu-plugins/duet-test.php' ) );
	copyFileSync( join( repository, 'bin/demo/must-use.php' ), join( content, 'mu-plugins/duet-demo.php' ) );
	const port = await freePort();
	const url = `http://127.0.0.1:${ port }`;
	writeUrl( root, url );
	writeFileSync( join( root, '.duet-settings' ), JSON.stringify( options.settings ?? {} ) );
	writeConfig( root, {
		...sqlite().constants,
		DUET_EVENTS_API_URL: options.standIn?.eventsApiUrl ?? '',
		DUET_PIXEL_SCRIPT_URL: options.standIn?.pixelScriptUrl ?? '',
		DUET_ACCESS_TOKEN: options.token ?? '',
	} );

	// Playground sees only mounted folders, so plugins are copied here instead of linked.
	const mounts = [ `${ scripts }:/duet-scripts`, `${ join( repository, 'bin/demo' ) }:/duet-demo` ];
	const plugins: string[] = [];
	for ( const slug of ( options.plugins ?? [] ).filter( ( plugin ): plugin is Slug & typeof plugin => plugin !== 'duet' ) ) {
		const found = await find( slug, core );
		if ( typeof found !== 'string' ) {
			mounts.push( `${ found.path }:/wordpress/wp-content/plugins/${ slug }` );
			plugins.push( mainFile( slug ) );
		}
	}
	for ( const part of [ 'plugin.php', 'includes', 'build', 'src', 'vendor-prefixed' ] ) {
		mounts.push( `${ join( repository, part ) }:/wordpress/wp-content/plugins/duet-for-tiktok/${ part }` );
	}
	const shop = plugins.includes( mainFile( 'woocommerce' ) );
	const blueprint = join( root, '.duet-blueprint.json' );
	writeFileSync(
		blueprint,
		JSON.stringify( {
			// Without this, Playground ignores --php and downloads the newest WordPress from wordpress.org.
			preferredVersions: { php: '8.3', wp: 'latest' },
			steps: [
				script( 'activate', { theme: '', plugins } ),
				...( shop ? [ script( 'shop', { hpos: true, checkout: 'block' } ) ] : [] ),
				php( `require '/wordpress/wp-load.php'; require_once ABSPATH . 'wp-admin/includes/plugin.php'; ${ settings } activate_plugin( 'duet-for-tiktok/plugin.php' ); require '/duet-demo/pages.php';` ),
				script( 'finish' ),
			],
		} )
	);
	await serve( port, root, mounts, blueprint );
	return { url };
}

function script( name: string, plan: object = {} ): object {
	return php( `$argv = array( '', '/wordpress', '${ JSON.stringify( plan ) }' ); require '/duet-scripts/${ name }.php';` );
}

function php( code: string ): object {
	return { step: 'runPHP', code: `<?php ${ code }` };
}

async function serve( port: number, root: string, mounts: readonly string[], blueprint: string ): Promise<void> {
	const child = start( process.execPath, [
		await playground(),
		'server',
		`--port=${ port }`,
		'--php=8.3',
		'--workers=2',
		'--wordpress-install-mode=install-from-existing-files-if-needed',
		`--mount-before-install=${ root }:/wordpress`,
		...mounts.map( ( mount ) => `--mount=${ mount }` ),
		`--blueprint=${ blueprint }`,
		'--blueprint-may-read-adjacent-files',
	] );
	background( child );
	let said = '';
	const listen = ( text: Buffer ) => ( said = ( said + text.toString() ).slice( -8000 ) );
	child.stdout?.on( 'data', listen );
	child.stderr?.on( 'data', listen );
	for ( let i = 0; i < 600; i++ ) {
		if ( child.exitCode !== null ) {
			break;
		}
		if ( /running on|Ready!/i.test( said ) ) {
			// Its first answer is a redirect to itself.
			await fetch( `http://127.0.0.1:${ port }/` ).catch( () => undefined );
			say( 'Playground listens on every network interface of this machine, not only on 127.0.0.1' );
			return;
		}
		await new Promise( ( resolve ) => setTimeout( resolve, 500 ) );
	}
	stopGroup( child, 'SIGKILL' );
	throw new Error( `WordPress Playground did not start:\n${ said }` );
}

/** The command line of Playground, fetched once: 582 MB, so it is no dependency of the repository. */
async function playground(): Promise<string> {
	const folder = join( cache, `npm-playground-${ version }` );
	if ( ! existsSync( folder ) ) {
		say( 'fetching WordPress Playground from npm (582 MB unpacked)' );
		const fresh = `${ folder }.${ process.pid }`;
		mkdirSync( fresh, { recursive: true } );
		try {
			await must( 'npm', [ 'install', '--prefix', fresh, '--no-audit', '--no-fund', '--loglevel=error', `@wp-playground/cli@${ version }` ], { cwd: fresh } );
			settle( fresh, folder );
		} finally {
			rmSync( fresh, { recursive: true, force: true } );
		}
	}
	return join( folder, 'node_modules/@wp-playground/cli/wp-playground.js' );
}
