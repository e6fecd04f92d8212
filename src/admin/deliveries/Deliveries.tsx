/** Every event of the last days: what TikTok got, what it said, and sending again what it did not get. */
import { Button, ProgressBar, Spinner } from '@wordpress/components';
import { useState } from '@wordpress/element';
import { __, _n, sprintf } from '@wordpress/i18n';
import { save } from '../controls/save-file.ts';
import { messageOf } from '../rest.ts';
import { PER_PAGE, type DeliveriesClient, type Filter } from './client.ts';
import { addressOf, replaceAddress } from '../address.ts';
import { addressOfFilter, filterOf } from './filter-address.ts';
import { Filters } from './Filters.tsx';
import { canResend, Row } from './Row.tsx';
import { Size } from './Size.tsx';
import { useDeliveries } from './use-deliveries.ts';
import './style.scss';

export function Deliveries( { client }: { client: DeliveriesClient } ) {
	const [ filter, setFilter ] = useState< Filter >( () => filterOf( addressOf( window.location.hash ).query ) );
	const [ page, setPage ] = useState( 1 );
	const [ chosen, choose ] = useState< ReadonlySet< number > >( new Set() );
	const { list, seen, problem, answer, progress, resend, load } = useDeliveries( client, filter, page );

	const rows = list?.rows ?? [];
	const able = rows.filter( canResend );
	const wanted = able.filter( ( { id } ) => chosen.has( id ) );
	const pages = Math.max( 1, Math.ceil( ( list?.total ?? 0 ) / PER_PAGE ) );
	const again = ( which: readonly ( typeof rows )[ number ][], confirm = false ) => {
		choose( new Set() );
		void resend( which, confirm );
	};
	const [ exported, sayExported ] = useState( '' );
	const download = async () => {
		try {
			const { text, complete } = await client.spreadsheet( filter );
			save( 'duet-deliveries.csv', text, 'text/csv' );
			sayExported( complete ? '' : __( 'The file holds the newest 10,000 events. Choose a state, an event or an order to see others.', 'duet-for-tiktok' ) );
		} catch ( failed: unknown ) {
			sayExported( messageOf( failed ) );
		}
	};

	return (
		<div className="duet-deliveries">
			<Filters
				filter={ filter }
				seen={ seen }
				change={ ( next ) => {
					setFilter( next );
					replaceAddress( addressOfFilter( next ) );
					setPage( 1 );
				} }
			/>
			<div aria-live="polite">
				{ problem !== '' && <p className="duet-bad">{ problem }</p> }
				{ exported !== '' && <p className="duet-warning">{ exported }</p> }
				{ progress && (
					<p>
						<ProgressBar value={ ( progress.done / progress.of ) * 100 } />{ ' ' }
						{
							/* translators: 1: number of events sent again, 2: number of events. */
							sprintf( __( '%1$d of %2$d', 'duet-for-tiktok' ), progress.done, progress.of )
						}
					</p>
				) }
				{ answer && (
					<p className={ answer.good ? 'duet-good' : 'duet-warning' }>
						{ answer.text }{ ' ' }
						{ answer.late.length > 0 && (
							<Button variant="link" onClick={ () => again( answer.late, true ) }>
								{ __( 'Send them all the same', 'duet-for-tiktok' ) }
							</Button>
						) }
					</p>
				) }
			</div>
			<div className="tablenav top">
				<Button variant="secondary" disabled={ wanted.length === 0 || progress !== undefined } onClick={ () => again( wanted ) }>
					{ __( 'Send selected again', 'duet-for-tiktok' ) }
				</Button>{ ' ' }
				<Button variant="tertiary" onClick={ () => void load() }>
					{ __( 'Refresh', 'duet-for-tiktok' ) }
				</Button>{ ' ' }
				<Button variant="tertiary" disabled={ rows.length === 0 } onClick={ () => void download() }>
					{ __( 'Export CSV', 'duet-for-tiktok' ) }
				</Button>
				<span className="duet-pages">
					{
						/* translators: %s: number of events. */
						sprintf( _n( '%s event', '%s events', list?.total ?? 0, 'duet-for-tiktok' ), ( list?.total ?? 0 ).toLocaleString() )
					}{ ' ' }
					<Button variant="secondary" disabled={ page <= 1 } onClick={ () => setPage( page - 1 ) } aria-label={ __( 'Previous page', 'duet-for-tiktok' ) }>
						‹
					</Button>{ ' ' }
					{
						/* translators: 1: page, 2: pages. */
						sprintf( __( '%1$d of %2$d', 'duet-for-tiktok' ), page, pages )
					}{ ' ' }
					<Button variant="secondary" disabled={ page >= pages } onClick={ () => setPage( page + 1 ) } aria-label={ __( 'Next page', 'duet-for-tiktok' ) }>
						›
					</Button>
				</span>
			</div>
			<table className="wp-list-table widefat fixed">
				<thead>
					<tr>
						<td className="check-column">
							<input
								type="checkbox"
								aria-label={ __( 'Select all', 'duet-for-tiktok' ) }
								disabled={ able.length === 0 }
								checked={ able.length > 0 && wanted.length === able.length }
								onChange={ ( event ) => choose( new Set( event.target.checked ? able.map( ( { id } ) => id ) : [] ) ) }
							/>
						</td>
						<th scope="col" className="column-primary">
							{ __( 'Event', 'duet-for-tiktok' ) }
						</th>
						<th scope="col">{ __( 'Order', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'State', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'TikTok says', 'duet-for-tiktok' ) }</th>
						<th scope="col">{ __( 'Attempts', 'duet-for-tiktok' ) }</th>
						<th scope="col">
							<span className="screen-reader-text">{ __( 'Details', 'duet-for-tiktok' ) }</span>
						</th>
					</tr>
				</thead>
				<tbody>
					{ rows.map( ( row ) => (
						<Row
							key={ row.id }
							row={ row }
							chosen={ chosen.has( row.id ) }
							choose={ ( on ) => choose( new Set( on ? [ ...chosen, row.id ] : [ ...chosen ].filter( ( id ) => id !== row.id ) ) ) }
							resend={ () => again( [ row ] ) }
						/>
					) ) }
					{ rows.length === 0 && (
						<tr>
							<td colSpan={ 7 }>{ list === undefined && problem === '' ? <Spinner /> : __( 'No event matches.', 'duet-for-tiktok' ) }</td>
						</tr>
					) }
				</tbody>
			</table>
			<Size client={ client } />
		</div>
	);
}
