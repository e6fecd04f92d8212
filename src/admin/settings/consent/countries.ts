/** Countries by code and by name, for the list of those where consent is required. */

/** ISO 3166-1 alpha-2. */
const CODES =
	'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split( ' ' );

/** European Economic Area, United Kingdom and Switzerland: advertising cookies need a prior yes. */
export const PRIOR_CONSENT: readonly string[] =
	'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split( ' ' );

const names = new Intl.DisplayNames( [ document.documentElement.lang || 'en' ], { type: 'region' } );

/** "Germany (DE)" */
export const countryLabel = ( code: string ): string => `${ names.of( code ) ?? code } (${ code })`;

export const countryLabels = (): string[] => CODES.map( countryLabel );

/** What somebody picked or typed: a label or a code; undefined for anything else. */
export const countryCode = ( text: string ): string | undefined => {
	const code = ( /\(([A-Z]{2})\)$/.exec( text )?.[ 1 ] ?? text.trim() ).toUpperCase();
	return CODES.includes( code ) ? code : undefined;
};
