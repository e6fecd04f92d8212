<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/**
 * Recognizes a person's identifiers where they must not be: in parameters, which TikTok gets in the clear, and in page
 * addresses. The storefront script gets the same pattern with the page, and the block editor reads it from
 * src/events/personal.json; all of them are tested with test/vectors/personal.json.
 */
final class PersonalData {

	private const OWNER = '(?:user|customer|client|contact|billing|shipping|delivery|account|member|guest|buyer|shopper|person|private|home|work|my|your)';

	/** Identifiers by themselves, with any prefix: newsletter_phone. */
	private const ANYWHERE = '(?:(?:tele)?phone|tel|telefono?|fax|msisdn|street(?:[^a-z=]*name)?|stra(?:ss|ß)e|addr|adresse|address(?:es)?|(?:first|last|full|given|family|middle|sur|fore|nick|user|vor|nach|[fl])[^a-z=]*name|pr(?:e|é)nom|apellidos?|cognome|birth(?:[^a-z=]*da(?:y|te))?|dob|geburts(?:tag|datum)|iban|ssn|passport|external[^a-z=]*id)';

	/** Words that name other things with another prefix: product_name, tour_city. */
	private const ALONE = '(?:name|mail|city|plz|postal|(?:zip|post(?:al)?)[^a-z=]*code|zip|(?:bill|shipp)ing[^a-z=]*state)';

	private const SUFFIX = '(?:addr(?:ess)?|line|number|num|no|nr|hash(?:ed)?|sha|raw|confirm)';

	private const CODE = '(?:ids?|skus?|eans?|gtin|isbn|upc|mpn|asin|barcode|prices?|value)';

	/** Half of a bracket, as addresses encode it. */
	private const BRACKET = '%(?:25)*5_?';

	/** Separators a telephone number is written with. */
	private const GAP = '(?:[\s().\/-]|%20)*';

	private const EMAIL = '[^\s@＠=\/(\["\':,;<>](?:[@＠]|%(?:25)*40)(?!\d+x\.)(?:[\p{L}\p{N}_-]+(?:\.|%(?:25)*2_?e))+(?:xn--[\w-]+|[\p{L}_]{2,})';

	private const NAME = '^(?:[^=]*e[^a-z=]?mails?'
		. '|(?:[^=]*(?:[^a-z=]|' . self::BRACKET . 'b))?' . self::OWNER . '?' . self::ANYWHERE
		. '|(?:[^=]*(?:\[|' . self::BRACKET . 'b))?(?:' . self::OWNER . '|[^a-z=\[])*' . self::ALONE
		. ')(?:[^a-z=]*' . self::SUFFIX . ')*(?:' . self::BRACKET . 'd|[^a-z=])*=';

	/** Under such a name any telephone number is refused, under another one only the international form. */
	private const PHONE = '(?:[^=]*(?:phone|telefon|mobile|whats[^a-z=]?app|msisdn)|(?:[^=]*[^a-z=])?(?:tel|cell|sms|handy|fax))'
		. '(?:number|num|no|nr)?(?:[^a-z=][^=]*)?=[\["]*\+?' . self::GAP . '(?:\d' . self::GAP . '){7,15}["\]]*$';

	/** In JSON not behind the name of an id. */
	private const INTERNATIONAL = '(?:[\s\S]*(?:[^\w+"]|[^d:]"|(?:[^i]d|[^d])":"))?(?:\+|%(?:25)*2_?b)[1-9](?:' . self::GAP . '\d){7,14}(?!\d)';

	/**
	 * Of "name=value", the value as JSON, with "_" before capitals. PHP and JavaScript read it alike, with the flags i
	 * and u. Ids, article numbers and prices are never taken for telephone numbers.
	 */
	public const PATTERN = self::EMAIL . '|' . self::NAME
		. '|^(?!\d+=|[^=]*(?:^|[^a-z=])' . self::CODE . '(?![a-z])[^=]*=)(?:' . self::PHONE . '|' . self::INTERNATIONAL . ')';

	/**
	 * Whether a parameter says or holds who somebody is. Rows of `contents` and lists are searched.
	 *
	 * @param list<string> $own Texts of the shop itself, which may look like anything.
	 */
	public static function is_in( string $name, mixed $value, array $own = [] ): bool {
		if ( ! is_array( $value ) ) {
			return self::tells( "$name=", is_scalar( $value ) && ! in_array( (string) $value, $own, true ) ? $value : '' );
		}
		foreach ( $value as $key => $part ) {
			if ( self::is_in( is_string( $key ) ? $key : $name, $part, $own ) ) {
				return true;
			}
		}
		return self::is_name( $name );
	}

	/** Whether no own parameter may have this name. */
	public static function is_name( string $name ): bool {
		return self::tells( "$name=", '' );
	}

	/**
	 * What no parameter of TikTok's copies may hold.
	 *
	 * @param array<string, mixed> $params    As code, a page or a visitor gives them.
	 * @param Catalogue|null       $catalogue To leave alone what stays in the dataLayer.
	 * @param array<string, mixed> $own       Facts of the shop itself about the same thing: their texts are no mistake.
	 * @return list<string> Names of the parameters.
	 */
	public static function found( array $params, ?Catalogue $catalogue, array $own = [] ): array {
		$texts = [];
		array_walk_recursive(
			$own,
			static function ( mixed $text ) use ( &$texts ): void {
				$texts[] = is_scalar( $text ) ? (string) $text : '';
			}
		);
		$is_told = static fn( mixed $value, string $name ): bool => true !== $catalogue?->only_data_layer( $name ) && self::is_in( $name, $value, $texts );
		return array_keys( array_filter( $params, $is_told, ARRAY_FILTER_USE_BOTH ) );
	}

	/**
	 * @param array<string, mixed> $params See found().
	 * @param array<string, mixed> $own
	 * @throws InvalidEvent Naming the parameter, never its value.
	 */
	public static function refuse( array $params, Catalogue $catalogue, array $own = [] ): void {
		foreach ( self::found( $params, $catalogue, $own ) as $name ) {
			InvalidEvent::raise( $name, 'personal data must not be a parameter; pass it as the person, which Duet hashes' );
		}
	}

	/**
	 * For the filter `duet_event`: the changed event without what it must not say. There the parameters are what they
	 * were, so that a sale is not lost over one of them.
	 *
	 * @param list<string> $found Names, by found().
	 */
	public static function undone( Event $changed, Event $before, array $found ): Event {
		$found = array_flip( $found );
		return [] === $found ? $changed : $changed->with_params( array_diff_key( $changed->params, $found ) + array_intersect_key( $before->params, $found ) );
	}

	/**
	 * Whether a part of an address does, however often it is encoded: a segment of the path, or "name=value" of the
	 * query.
	 */
	public static function is_in_address( string $part ): bool {
		$text = rawurldecode( rawurldecode( $part ) );
		// Old sites encode in another way than UTF-8; their letters are letters all the same.
		$text = 1 === preg_match( '//u', $text ) ? $text : (string) preg_replace( '/[^\x00-\x7F]/', 'x', $text );
		return [] !== array_filter( (array) preg_split( '~[?&;/#]~', $text ), static fn( mixed $one ): bool => self::tells( ...self::halves( (string) $one ) ) );
	}

	/** @return array{string, string} A name with its "=", and a value. */
	private static function halves( string $text ): array {
		$at = (int) strpos( "$text=", '=' ) + 1;
		return [ substr( $text, 0, $at ), substr( $text, $at ) ];
	}

	/** @param string $name With "=" where a value follows. */
	private static function tells( string $name, mixed $value ): bool {
		$text = $name . json_encode( $value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE );
		// What cannot be searched is not sent.
		return 0 !== preg_match( '~' . self::PATTERN . '~iu', (string) preg_replace( '/[A-Z]+/', '_$0', $text ) );
	}
}
