/** Settings of consent that have a good default: the consent tool, countries, opt-out signals. */
import { Button, FormTokenField } from '@wordpress/components';
import { __, sprintf } from '@wordpress/i18n';
import { countryCode, countryLabel, countryLabels, PRIOR_CONSENT } from './countries.ts';
import { Check, Choice, FieldError, SelectField } from '../../controls/fields.tsx';
import type { SectionProps } from '../section.ts';

export function ConsentTools( { loaded, draft, errors, change }: SectionProps ) {
	const { consent } = draft;
	const { api, tool } = loaded.site.consent;
	const set = ( part: Partial< typeof consent >, path: string ) => change( { consent: { ...consent, ...part } }, path );
	const inUse = loaded.site.consent_tools.find( ( { value, label } ) => ( consent.tool === 'auto' ? label === tool : value === consent.tool ) );
	return (
		<>
			<SelectField
				path="consent.tool"
				errors={ errors }
				label={ __( 'Consent tool on this site', 'duet-for-tiktok' ) }
				help={ inUse?.hint || __( 'Choose a tool only if no plugin adds it, but your theme or Tag Manager does.', 'duet-for-tiktok' ) }
				value={ consent.tool }
				options={ [
					{ value: 'auto', label: found( api, tool ) },
					...loaded.site.consent_tools.map( ( { value, label } ) => ( { value, label } ) ),
				] }
				onChange={ ( next ) => set( { tool: next }, 'consent.tool' ) }
			/>
			{ consent.mode === 'assumed' && <Countries { ...{ consent, errors, set } } /> }
			<Choice
				path="consent.gpc"
				errors={ errors }
				label={ __( 'Visitors whose browser sends Global Privacy Control', 'duet-for-tiktok' ) }
				help={ __( 'With this browser setting, people object to the sale and sharing of their data. It is binding in California and other states of the USA.', 'duet-for-tiktok' ) }
				value={ consent.gpc }
				options={ [
					{ value: 'block', label: __( 'Send nothing', 'duet-for-tiktok' ) },
					{
						value: 'limit',
						label: __( 'Send with Limited Data Use', 'duet-for-tiktok' ),
						help: __( 'Asks TikTok to limit how it uses these events. TikTok does so in the states of the USA whose law requires it.', 'duet-for-tiktok' ),
					},
					{ value: 'ignore', label: __( 'Ignore the signal', 'duet-for-tiktok' ) },
				] }
				onChange={ ( gpc ) => set( { gpc }, 'consent.gpc' ) }
			/>
			<Check
				path="consent.limited_data_use"
				errors={ errors }
				label={ __( 'Ask for Limited Data Use with every event', 'duet-for-tiktok' ) }
				checked={ consent.limited_data_use }
				onChange={ ( on ) => set( { limited_data_use: on }, 'consent.limited_data_use' ) }
			/>
		</>
	);
}

function found( api: boolean, tool: string | null ): string {
	const names = [ ...( api ? [ 'WP Consent API' ] : [] ), ...( tool === null ? [] : [ tool ] ) ].join( ', ' );
	return names === ''
		? __( 'Found by Duet: none', 'duet-for-tiktok' )
		: /* translators: %s: names of consent plugins. */
		  sprintf( __( 'Found by Duet: %s', 'duet-for-tiktok' ), names );
}

type CountriesProps = Pick< SectionProps, 'errors' > & {
	readonly consent: SectionProps[ 'draft' ][ 'consent' ];
	set( part: { countries: string[] }, path: string ): void;
};

function Countries( { consent, errors, set }: CountriesProps ) {
	const path = 'consent.countries';
	return (
		<fieldset className="duet-field duet-countries" data-path={ path } tabIndex={ -1 }>
			<legend>{ __( 'Countries whose visitors have to agree first', 'duet-for-tiktok' ) }</legend>
			<FormTokenField
				__next40pxDefaultSize
				__nextHasNoMarginBottom
				label={ __( 'Add a country', 'duet-for-tiktok' ) }
				value={ consent.countries.map( countryLabel ) }
				suggestions={ countryLabels() }
				onChange={ ( tokens ) => set( { countries: [ ...new Set( tokens.flatMap( ( token ) => countryCode( typeof token === 'string' ? token : token.value ) ?? [] ) ) ] }, path ) }
				__experimentalExpandOnFocus
				__experimentalShowHowTo={ false }
			/>
			<p className="duet-help">
				{ __(
					"Duet finds a visitor's country with data of your own server only: WooCommerce's geolocation database (WooCommerce, Settings, Integration, MaxMind), or your CDN's country header if you named it in DUET_TRUSTED_PROXIES. If the country is unknown, the visitor has to agree first.",
					'duet-for-tiktok'
				) }
			</p>
			<Button
				__next40pxDefaultSize
				variant="secondary"
				onClick={ () => set( { countries: [ ...new Set( [ ...consent.countries, ...PRIOR_CONSENT ] ) ] }, path ) }
			>
				{ __( 'Add the EEA, the United Kingdom and Switzerland', 'duet-for-tiktok' ) }
			</Button>
			<FieldError path={ path } errors={ errors } />
		</fieldset>
	);
}
