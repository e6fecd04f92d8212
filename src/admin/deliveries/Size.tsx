/** How much of its space the list of deliveries takes, and what had to go. */
import { useEffect, useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import type { DeliveriesClient, TableSize } from './client.ts';

const megabytes = ( bytes: number ) => Math.ceil( bytes / 1e6 ).toLocaleString();

export function Size( { client }: { client: DeliveriesClient } ) {
	const [ size, setSize ] = useState< TableSize >();
	useEffect( () => {
		// Without an answer there is nothing to say.
		client.size?.().then( setSize, () => undefined );
	}, [ client ] );
	return (
		size && (
			<p className="duet-help">
				{
					/* translators: 1: number of events, 2: megabytes that they take, 3: megabytes that they may take. */
					sprintf( _n( '%1$s event in the list, %2$s of %3$s MB.', '%1$s events in the list, %2$s of %3$s MB.', size.rows, 'duet-for-tiktok' ), size.rows.toLocaleString(), megabytes( size.bytes ), megabytes( size.most_bytes ) )
				}{ ' ' }
				{ size.deleted > 0 &&
					sprintf(
						/* translators: 1: number of events, 2: date. */
						__( '%1$s old events were deleted because the list was full, the last ones on %2$s.', 'duet-for-tiktok' ),
						size.deleted.toLocaleString(),
						new Date( size.deleted_at * 1000 ).toLocaleDateString()
					) }
			</p>
		)
	);
}
