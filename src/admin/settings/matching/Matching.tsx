import { Button } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { eventLabels } from '../../../events/labels.ts';
import { eventNames, isOn } from '../events/choices.ts';
import { Choice, FieldError, fieldId } from '../../controls/fields.tsx';
import { identifiers, isSensitive, isTicked, withColumn, withTick, type Identifier, type Ticks } from './identifiers.ts';
import type { SectionProps } from '../section.ts';

export const identifierLabels = (): Readonly< Record< Identifier, string > > => ( {
	email: __( 'E-mail', 'duet-for-tiktok' ),
	phone: __( 'Phone', 'duet-for-tiktok' ),
	external_id: __( 'Customer number', 'duet-for-tiktok' ),
	first_name: __( 'First name', 'duet-for-tiktok' ),
	last_name: __( 'Last name', 'duet-for-tiktok' ),
	zip_code: __( 'Postcode', 'duet-for-tiktok' ),
	city: __( 'Town', 'duet-for-tiktok' ),
	state: __( 'State', 'duet-for-tiktok' ),
	country: __( 'Country', 'duet-for-tiktok' ),
} );

export function Matching( props: SectionProps ) {
	const { draft, errors, change } = props;
	const { matching } = draft;
	const set = ( part: Partial< typeof matching >, path: string ) => change( { matching: { ...matching, ...part } }, path );
	return (
		<>
			<p>
				{ __(
					'TikTok credits a sale to an ad if it can match the event to a person. Duet sends the identifiers that are ticked below, and only of visitors who agreed. E-mail address, phone number, customer number, names and postcode are hashed (SHA-256). Town, state, country, click ID, TikTok\'s cookie, IP address, browser and language are sent as they are, because TikTok accepts them in no other form. Video Shopping Ads retargeting and Website Traffic audiences need this; other campaigns benefit from it.',
					'duet-for-tiktok'
				) }
			</p>
			<Choice
				path="matching.sensitive"
				errors={ errors }
				label={ __( 'Is your business finance, health or another sensitive field?', 'duet-for-tiktok' ) }
				help={ __( 'Medicine, therapy, religion, politics, dating and products for children are sensitive too.', 'duet-for-tiktok' ) }
				value={ matching.sensitive }
				options={ [
					{ value: 'no', label: __( 'No', 'duet-for-tiktok' ) },
					{ value: 'yes', label: __( 'Yes', 'duet-for-tiktok' ) },
				] }
				onChange={ ( sensitive ) => set( { sensitive }, 'matching.sensitive' ) }
			/>
			{ matching.sensitive === 'no' && (
				<p className="duet-good">
					{ __(
						'Use manual and automatic matching together. Manual matching is the table below. You switch automatic matching on in Events Manager > your pixel > Settings > Automatic advanced matching; tick e-mail and phone there. The pixel then reads forms and hashes what it finds. What Duet sends is hashed already, and nothing is hashed twice.',
						'duet-for-tiktok'
					) }
				</p>
			) }
			{ matching.sensitive === 'yes' && (
				<p className="duet-warning">
					{ __(
						'Use only manual matching: names and address are unticked below and never sent. Switch automatic matching off in Events Manager > your pixel > Settings > Automatic advanced matching, because it would read every form of your site.',
						'duet-for-tiktok'
					) }
				</p>
			) }
			<Table { ...props } ticks={ matching.events } set={ ( events, path ) => set( { events }, path ) } />
		</>
	);
}

interface TableProps extends SectionProps {
	readonly ticks: Ticks;
	set( ticks: Ticks, path: string ): void;
}

function Table( { loaded, draft, errors, ticks, set }: TableProps ) {
	const labels = eventLabels();
	const columns = identifierLabels();
	const known = eventNames.filter( ( name ) => ( loaded.site.shop || labels[ name ].shop !== true ) && ( isOn( draft.events, name, 'pixel' ) || isOn( draft.events, name, 'eventsApi' ) ) );
	const own = Object.keys( ticks ).filter( ( name ) => ! ( name in labels ) );
	const rows = [ ...known.map( ( name ) => ( { name: name as string, label: labels[ name ].label } ) ), ...own.map( ( name ) => ( { name, label: name } ) ) ];
	const barred = ( identifier: Identifier ) => draft.matching.sensitive === 'yes' && isSensitive( identifier );
	return (
		<>
			<FieldError path="matching.events" errors={ errors } />
			<div className="duet-wide" role="region" aria-label={ __( 'Identifiers sent with each event', 'duet-for-tiktok' ) } tabIndex={ 0 }>
				<table className="widefat striped duet-matching">
					<caption className="screen-reader-text">{ __( 'Identifiers sent with each event', 'duet-for-tiktok' ) }</caption>
					<thead>
						<tr>
							<th scope="col">{ __( 'Event', 'duet-for-tiktok' ) }</th>
							{ identifiers.map( ( identifier ) => {
								const all = rows.every( ( { name } ) => isTicked( ticks, name, identifier ) );
								return (
									<th key={ identifier } scope="col">
										<span>{ columns[ identifier ] }</span>
										<Button
											variant="link"
											disabled={ barred( identifier ) }
											aria-label={ sprintf(
												/* translators: 1: "All" or "None", 2: an identifier, for example "E-mail". */
												__( '%1$s: %2$s', 'duet-for-tiktok' ),
												all ? __( 'None', 'duet-for-tiktok' ) : __( 'All', 'duet-for-tiktok' ),
												columns[ identifier ]
											) }
											onClick={ () => set( withColumn( ticks, rows.map( ( { name } ) => name ), identifier, ! all ), 'matching.events' ) }
										>
											{ all ? __( 'None', 'duet-for-tiktok' ) : __( 'All', 'duet-for-tiktok' ) }
										</Button>
									</th>
								);
							} ) }
						</tr>
					</thead>
					<tbody>
						{ rows.map( ( { name, label } ) => (
							<tr key={ name }>
								<th scope="row">{ label }</th>
								{ identifiers.map( ( identifier ) => {
									const path = `matching.events.${ name }.${ identifier }`;
									return (
										<td key={ identifier }>
											<input
												type="checkbox"
												id={ fieldId( path ) }
												data-path={ path }
												aria-label={ `${ label }: ${ columns[ identifier ] }` }
												disabled={ barred( identifier ) }
												checked={ ! barred( identifier ) && isTicked( ticks, name, identifier ) }
												onChange={ ( event ) => set( withTick( ticks, name, identifier, event.target.checked ), path ) }
											/>
										</td>
									);
								} ) }
							</tr>
						) ) }
					</tbody>
				</table>
			</div>
			<p className="duet-help">
				{ __(
					"In the browser, the pixel keeps identifiers for the whole page. An identifier that is unticked for any event of a page is therefore sent only with the server's copy there. Click ID, TikTok's cookie, IP address, browser and language are not in this table: they are sent with every event of a visitor who agreed.",
					'duet-for-tiktok'
				) }
			</p>
			{ Object.keys( ticks ).length > 0 && (
				<p>
					<Button __next40pxDefaultSize variant="tertiary" onClick={ () => set( {}, 'matching.events' ) }>
						{ __( 'Reset the table to the defaults', 'duet-for-tiktok' ) }
					</Button>
				</p>
			) }
		</>
	);
}
