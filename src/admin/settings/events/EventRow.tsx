import { __, sprintf } from '@wordpress/i18n';
import type { EventLabel } from '../../../events/labels.ts';
import type { ChannelName } from '../../../events/catalogue.ts';
import type { Errors, EventChoices } from '../../../settings/settings.ts';
import { available, channels, chosenName, isOn, layerName, tiktokNames, withName, withSwitch } from './choices.ts';
import { FieldError, fieldId, SelectField } from '../../controls/fields.tsx';

interface Props {
	readonly name: string;
	readonly label: EventLabel;
	readonly channelLabels: Readonly< Record< ChannelName, { name: string } > >;
	readonly choices: EventChoices;
	/** As saved: a changed name needs advice. */
	readonly saved: EventChoices;
	readonly errors: Errors;
	change( choices: EventChoices, path: string ): void;
}

export function EventRow( { name, label, channelLabels, choices, saved, errors, change }: Props ) {
	const names = tiktokNames( name );
	return (
		<tr>
			<th scope="row">
				{ label.label }
				{ label.when !== '' && <p className="duet-help">{ label.when }</p> }
				{ label.note !== undefined && <p className="duet-note">{ label.note }</p> }
				{ names.length > 1 && (
					<SelectField
						path={ `events.${ name }.name` }
						errors={ errors }
						label={ __( 'Name TikTok gets', 'duet-for-tiktok' ) }
						{ ...( chosenName( choices, name ) === chosenName( saved, name )
							? {}
							: { help: __( 'Empty your page cache after you have saved: TikTok counts each event name separately.', 'duet-for-tiktok' ) } ) }
						value={ chosenName( choices, name ) }
						options={ names.map( ( value, index ) => ( {
							value,
							label:
								index === 0
									? value
									: /* translators: %s: name of an event. */
									  sprintf( __( '%s (older: keep it while running campaigns use it)', 'duet-for-tiktok' ), value ),
						} ) ) }
						onChange={ ( value ) => change( withName( choices, name, value ), `events.${ name }.name` ) }
					/>
				) }
				<FieldError path={ `events.${ name }` } errors={ errors } />
			</th>
			{ channels.map( ( channel ) => (
				<td key={ channel }>
					{ available( name, channel ) ? (
						<label htmlFor={ fieldId( `events.${ name }.${ channel }` ) }>
							<input
								type="checkbox"
								id={ fieldId( `events.${ name }.${ channel }` ) }
								data-path={ `events.${ name }.${ channel }` }
								checked={ isOn( choices, name, channel ) }
								onChange={ ( event ) =>
									change(
										withSwitch( choices, name, channel, event.target.checked ),
										`events.${ name }.${ channel }`
									)
								}
							/>
							<span className="screen-reader-text">
								{
									/* translators: 1: event, 2: where it goes, for example "Pixel". */
									sprintf( __( '%1$s: %2$s', 'duet-for-tiktok' ), label.label, channelLabels[ channel ].name )
								}
							</span>
							{ channel === 'dataLayer' && <code aria-hidden="true">{ layerName( name ) }</code> }
						</label>
					) : (
						<span className="screen-reader-text">{ __( 'Not possible', 'duet-for-tiktok' ) }</span>
					) }
					<FieldError path={ `events.${ name }.${ channel }` } errors={ errors } />
				</td>
			) ) }
		</tr>
	);
}
