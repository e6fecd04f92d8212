/** How well TikTok can recognise the people behind the deliveries of the last week, and what would help most. */
import { useEffect, useState } from '@wordpress/element';
import { __, sprintf } from '@wordpress/i18n';
import { identifierLabels } from './Matching.tsx';

interface Day {
	readonly day: string;
	readonly event: string;
	readonly deliveries: number;
	readonly with: Readonly< Record< string, number > >;
}

interface Advice {
	readonly event: string;
	readonly identifier: string;
	readonly missing: number;
	readonly of: number;
	readonly unticked: boolean;
}

export interface MatchReport {
	readonly days: readonly Day[];
	readonly advice: Advice | null;
}

/** Always shown; a name or an address only where some delivery carried it. */
const COLUMNS = [ 'email', 'phone', 'external_id', 'ttclid', 'ttp', 'ip' ];

const names = (): Readonly< Record< string, string > > => ( {
	...identifierLabels(),
	ttclid: __( 'Ad click', 'duet-for-tiktok' ),
	ttp: __( 'TikTok cookie', 'duet-for-tiktok' ),
	ip: __( 'IP address', 'duet-for-tiktok' ),
} );

export function MatchQuality( { load }: { load: () => Promise< MatchReport > } ) {
	const [ report, setReport ] = useState< MatchReport | 'unread' >();
	useEffect( () => {
		let current = true;
		load().then(
			( answer ) => current && setReport( answer ),
			() => current && setReport( 'unread' )
		);
		return () => {
			current = false;
		};
	}, [ load ] );

	if ( report === undefined ) {
		return null;
	}
	if ( report === 'unread' ) {
		return <p>{ __( 'The numbers could not be read. Load the page again.', 'duet-for-tiktok' ) }</p>;
	}
	if ( report.days.length === 0 ) {
		return <p>{ __( 'Nothing was delivered in the last seven days.', 'duet-for-tiktok' ) }</p>;
	}
	const labels = names();
	const columns = Object.keys( labels ).filter( ( name ) => COLUMNS.includes( name ) || report.days.some( ( row ) => row.with[ name ] ) );
	return (
		<>
			{ report.advice && <p className="duet-good">{ advice( report.advice, labels ) }</p> }
			<div className="duet-wide" role="region" aria-label={ __( 'Match quality of the last seven days', 'duet-for-tiktok' ) } tabIndex={ 0 }>
				<table className="widefat striped duet-matching">
					<caption className="screen-reader-text">{ __( 'How many deliveries of each day carried which identifier', 'duet-for-tiktok' ) }</caption>
					<thead>
						<tr>
							<th scope="col">{ __( 'Day and event', 'duet-for-tiktok' ) }</th>
							<th scope="col">{ __( 'Delivered', 'duet-for-tiktok' ) }</th>
							{ columns.map( ( column ) => (
								<th key={ column } scope="col">
									{ labels[ column ] }
								</th>
							) ) }
						</tr>
					</thead>
					<tbody>
						{ report.days.map( ( row ) => (
							<tr key={ `${ row.day } ${ row.event }` }>
								<th scope="row">
									{ row.event } <small>{ row.day }</small>
								</th>
								<td>{ row.deliveries }</td>
								{ columns.map( ( column ) => (
									<td key={ column }>{ `${ Math.round( ( 100 * ( row.with[ column ] ?? 0 ) ) / row.deliveries ) } %` }</td>
								) ) }
							</tr>
						) ) }
					</tbody>
				</table>
			</div>
		</>
	);
}

function advice( { event, identifier, missing, of, unticked }: Advice, labels: Readonly< Record< string, string > > ): string {
	const what = sprintf(
		/* translators: 1: number, 2: number, 3: event, 4: identifier. */
		__( 'What would help most: %1$d of %2$d %3$s events went without %4$s.', 'duet-for-tiktok' ),
		missing,
		of,
		event,
		labels[ identifier ] ?? identifier
	);
	return `${ what } ${ unticked ? __( 'Tick it in the table above.', 'duet-for-tiktok' ) : ( remedies()[ identifier ] ?? '' ) }`;
}

const remedies = (): Readonly< Record< string, string > > => ( {
	email: __( 'Let customers log in before they pay, or ask for the e-mail address in the form.', 'duet-for-tiktok' ),
	phone: __( 'Make the phone field of your checkout or form required, and say what you need it for.', 'duet-for-tiktok' ),
	external_id: __( 'Offer your customers an account: who logs in is recognised on every device.', 'duet-for-tiktok' ),
	ttp: __( 'Switch the Pixel on for this event, and "First-party cookies" in the settings of your pixel in Events Manager.', 'duet-for-tiktok' ),
	ip: __( "Your site stands behind a proxy that hides the visitor's address. Name it in wp-config.php: DUET_TRUSTED_PROXIES.", 'duet-for-tiktok' ),
} );
