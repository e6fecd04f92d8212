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
		means: __( 'TikTok did not take it; its reason stands below. Mend that, then send the event again.', 'duet-for-tiktok' ),
	},
	expired: {
		label: __( 'Too late', 'duet-for-tiktok' ),
		means: __( 'TikTok could not be reached in time, so it was not sent: after 47 hours an event of the website might count twice, and after 28 days TikTok counts no offline one.', 'duet-for-tiktok' ),
	},
	withheld: {
		label: __( 'Withheld', 'duet-for-tiktok' ),
		means: __( 'The visitor withdrew consent or asked to be forgotten before it was sent.', 'duet-for-tiktok' ),
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
			? __( 'Browser and server, under one id: counted once', 'duet-for-tiktok' )
			: __( 'Server alone: counted once', 'duet-for-tiktok' );
	}
	return browser ? __( 'The browser\'s pixel has it, the server\'s copy is missing', 'duet-for-tiktok' ) : __( 'Neither copy has arrived yet', 'duet-for-tiktok' );
}

/** In the reader's own format, by the clock of their device; '' for never. */
export const moment = ( seconds: number ): string =>
	seconds === 0 ? '' : new Date( seconds * 1000 ).toLocaleString( undefined, { dateStyle: 'medium', timeStyle: 'short' } );
