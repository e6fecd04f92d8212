/** `npm run demo` */
import { entry, prepare } from '../bootstrap.mjs';

await entry( async () => {
	await prepare( { browser: false, mariadb: false } );
	const { demo } = await import( './index.ts' );
	return demo();
} );
