/** catalogue.json -> the enum of channels in PHP. `npm run types` writes it. */

export const CHANNEL_FILE = 'includes/Event/ChannelName.php';

interface Catalogue {
	readonly events: Readonly< Record< string, { readonly channels: object } > >;
}

/** "eventsApi" -> "EventsApi" */
const caseName = ( channel: string ): string => channel.charAt( 0 ).toUpperCase() + channel.slice( 1 );

export function channelNames( catalogue: Catalogue ): string {
	const channels = [ ...new Set( Object.values( catalogue.events ).flatMap( ( event ) => Object.keys( event.channels ) ) ) ];
	const width = Math.max( ...channels.map( ( { length } ) => length ) );
	const cases = channels.map( ( channel ) => `\tcase ${ caseName( channel ).padEnd( width ) } = '${ channel }';` );
	return `<?php
declare(strict_types=1);

namespace Duet\\Event;

defined( 'ABSPATH' ) || exit;

/**
 * The ways out of Duet.
 *
 * Generated from src/events/catalogue.json by \`npm run types\`. Change the catalogue, not this file.
 */
enum ChannelName: string {
${ cases.join( '\n' ) }
}
`;
}
