/** What the ledger says in a merchant's words. */
import { __ } from '@wordpress/i18n';
import type { Delivery, State } from './client.ts';

export const stateWords = (): Readonly< Record< State, { readonly label: string; readonly means: string } > > => ( {
	pending: {
		label: __( 'Waiting', 'duet-for-tiktok' ),
		means: __( 'It goes out with the next delivery, or when TikTok can be reached again.', 'duet-for-tiktok' ),
	},
	sending: {
		label: __( 'On its way', 'duet-for-tiktok' ),
		means: __( 'It is being sent right now.', 'duet-for-tiktok' ),
	},
	delivered: { label: __( 'Delivered', 'duet-for-tiktok' ), means: __( 'TikTok accepted it.', 'duet-for-tiktok' ) },
	dead: {
		label: __( 'Refused by TikTok', 'duet-for-tiktok' ),
		means: __( 'TikTok did not accept it; its reason is below. Correct that, then send the event again.', 'duet-for-tiktok' ),
	},
	expired: {
		label: __( 'Too late', 'duet-for-tiktok' ),
		means: __( 'TikTok could not be reached in time, so it was not sent: after 47 hours an event of the website might count twice, and after 28 days TikTok counts no offline event.', 'duet-for-tiktok' ),
	},
	withheld: {
		label: __( 'Withheld', 'duet-for-tiktok' ),
		means: __( 'The visitor withdrew consent or had their data erased before it was sent.', 'duet-for-tiktok' ),
	},
} );

/** What TikTok made of the two copies, as far as this site can know. */
export function copies( { browser, state, source }: Pick< Delivery, 'browser' | 'state' | 'source' > ): string {
	if ( source === 'offline' ) {
		return __( 'Offline event set', 'duet-for-tiktok' );
	}
	if ( browser === null ) {
		return __( 'Page event: the browser sends its copy itself', 'duet-for-tiktok' );
	}
	if ( state === 'delivered' ) {
		return browser
			? __( 'Browser and server, with one event ID: counted once', 'duet-for-tiktok' )
			: __( 'Only the server copy arrived (counted once)', 'duet-for-tiktok' );
	}
	return browser ? __( 'The pixel has sent its copy, but the server copy is missing', 'duet-for-tiktok' ) : __( 'Neither copy has arrived yet', 'duet-for-tiktok' );
}
