/** The way of one event, as far as this site knows it: browser, queue, TikTok, merge. */
import { __, _n, sprintf } from '@wordpress/i18n';
import { moment } from '../controls/format.ts';
import type { Delivery } from './client.ts';

export interface Stop {
	readonly name: string;
	readonly text: string;
	/** Unix seconds; 0 if the moment is not known or has not come. */
	readonly at: number;
	readonly state: 'done' | 'waiting' | 'failed' | 'unknown';
}

const browser = ( { browser: had, source }: Delivery ): readonly Stop[] => {
	if ( source === 'offline' ) {
		return [];
	}
	const [ text, state ] =
		had === null
			? ( [ __( 'The browser sends its copy itself; your server does not learn whether it arrived.', 'duet-for-tiktok' ), 'unknown' ] as const )
			: had
			? ( [ __( 'The pixel has sent its copy.', 'duet-for-tiktok' ), 'done' ] as const )
			: ( [ __( 'The pixel has not reported its copy: the shopper did not return to the thank-you page, or a blocker stopped it.', 'duet-for-tiktok' ), 'unknown' ] as const );
	return [ { name: __( 'Browser', 'duet-for-tiktok' ), text, at: 0, state } ];
};

function sent( row: Delivery ): Stop {
	const name = __( 'Sent', 'duet-for-tiktok' );
	/* translators: %d: number of attempts. */
	const attempts = row.attempts > 1 ? sprintf( _n( '%d attempt.', '%d attempts.', row.attempts, 'duet-for-tiktok' ), row.attempts ) : '';
	const text = ( ...parts: readonly string[] ): string => [ ...parts, attempts ].filter( ( part ) => part !== '' ).join( ' ' );
	switch ( row.state ) {
		case 'delivered':
			return { name, text: text( row.reply ), at: row.delivered_at, state: 'done' };
		case 'pending':
		case 'sending':
			return {
				name,
				/* translators: %s: date and time. */
				text: text( row.next_at > 0 ? sprintf( __( 'Next attempt: %s.', 'duet-for-tiktok' ), moment( row.next_at ) ) : '', row.reply ),
				at: 0,
				state: 'waiting',
			};
		default:
			return { name, text: text( row.reply ), at: 0, state: 'failed' };
	}
}

/** Pure. */
export function timeline( row: Delivery ): readonly Stop[] {
	const merged: readonly Stop[] =
		row.state === 'delivered' && row.browser === true
			? [ { name: __( 'Merged', 'duet-for-tiktok' ), text: __( 'Both copies have one pixel, name and event ID, so TikTok counts them once.', 'duet-for-tiktok' ), at: 0, state: 'done' } ]
			: [];
	return [
		{
			name: __( 'Created', 'duet-for-tiktok' ),
			text: row.origin === 'browser' ? __( 'In the browser.', 'duet-for-tiktok' ) : __( 'On your server.', 'duet-for-tiktok' ),
			at: row.event_time,
			state: 'done',
		},
		...browser( row ),
		{ name: __( 'Queued', 'duet-for-tiktok' ), text: '', at: row.created_at, state: 'done' },
		sent( row ),
		...merged,
	];
}
