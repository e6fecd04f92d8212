<?php
declare(strict_types=1);

namespace Duet\Support;

defined( 'ABSPATH' ) || exit;

/**
 * Signs product and cart facts, and the money a merchant fixed for an event, so that the relay can take them back
 * without recomputing a price (tax display, role prices, add-ons and currencies would make it differ) and without
 * believing an invented one.
 *
 * A signature is 32 hex characters that begin with its day: it holds on this site, and as long as a cached page may
 * live. One of a cart line also holds for that line and as many pieces as the cart has, written behind it where they
 * are not one.
 */
final class Signature {

	private const FIELDS = [ 'content_id', 'content_name', 'content_category', 'brand', 'variant', 'group_id', 'price', 'item_currency', 'tax' ];

	/** What a browser could invent about money and products, and how it is compared. */
	public const PARAMS = [
		'content_id'    => 'text',
		'content_ids'   => 'texts',
		'currency'      => 'text',
		'num_items'     => 'number',
		'predicted_ltv' => 'number',
		'price'         => 'number',
		'quantity'      => 'number',
		'value'         => 'number',
	];

	/** In place of a cart line's mark. */
	private const NO_LINE = '00000000';

	/** No cart has more pieces of one product. */
	private const MOST_PIECES = 1_000_000;

	/** Days for which an id is vouched for: as long as the relay takes an event. */
	private const ID_DAYS = 2;

	public function __construct( private readonly Issuer $issuer ) {
	}

	/**
	 * One piece of a product.
	 *
	 * @param array<string, mixed> $item SignedItem without `sig`; `quantity` may be there and is not signed.
	 * @return array{sig: string, ...} The item with `sig`.
	 */
	public function sign( array $item ): array {
		return [ 'sig' => $this->of( $item, self::day( $this->issuer->today() ), self::NO_LINE, '' ) ] + $item;
	}

	/**
	 * A line of a cart.
	 *
	 * @param array<string, mixed> $item   SignedItem without `sig`.
	 * @param string               $line   What tells the line from the others.
	 * @param float                $pieces How many of it are in the cart.
	 * @return array{sig: string, ...} The item with `sig`.
	 */
	public function sign_line( array $item, string $line, float $pieces ): array {
		$pieces = min( round( $pieces, 6 ), self::MOST_PIECES );
		$most   = 1.0 === $pieces ? '' : "-$pieces";
		return [ 'sig' => $this->of( $item, self::day( $this->issuer->today() ), substr( hash( 'sha256', $line ), 0, 8 ), $most ) ] + $item;
	}

	/** @param array<mixed> $item As it came back from a browser. */
	public function fits( array $item ): bool {
		$given = $item['sig'] ?? null;
		return is_string( $given )
			&& 1 === preg_match( '/\A([0-9a-f]{4})([0-9a-f]{8})[0-9a-f]{20}(|-[0-9.]{1,14})\z/', $given, $part )
			&& self::is_signable( $item )
			&& hash_equals( $this->of( $item, $part[1], $part[2], $part[3] ), $given )
			&& $this->is_alive( $given, $this->issuer->lifetime() );
	}

	/** How many pieces a signature that fits stands for. */
	public static function pieces( string $sig ): float {
		return strlen( $sig ) > 33 ? (float) substr( $sig, 33 ) : 1.0;
	}

	/** The cart line that a signature stands for; '' for a product outside a cart. */
	public static function line( string $sig ): string {
		$line = substr( $sig, 4, 8 );
		return self::NO_LINE === $line ? '' : $line;
	}

	/**
	 * Fixed values of a block, shortcode or rule. Only money and products are signed: anything else is repeated as it
	 * comes.
	 *
	 * @param string               $event  The event's name as the catalogue has it, or its own.
	 * @param array<string, mixed> $params Under the catalogue's names.
	 * @return array<string, mixed> With `sig` (32 hex characters) where there is something to sign and all of it has
	 *         its form.
	 */
	public function sign_params( string $event, array $params ): array {
		unset( $params['sig'] );
		$sig = $this->of_params( $event, $params, self::day( $this->issuer->today() ) );
		return null === $sig ? $params : [ 'sig' => $sig ] + $params;
	}

	/** @param array<mixed> $params As they came back from a browser. */
	public function fits_params( string $event, array $params ): bool {
		$given = $params['sig'] ?? null;
		$sig   = is_string( $given ) ? $this->of_params( $event, $params, substr( $given, 0, 4 ) ) : null;
		return is_string( $given )
			&& null !== $sig
			&& hash_equals( $sig, $given )
			&& $this->is_alive( $given, $this->issuer->lifetime() );
	}

	/** Vouches for an event's id that this server made, so that the browser may bring the event back. */
	public function sign_id( string $event, string $id ): string {
		return $this->of_id( $event, $id, self::day( $this->issuer->today() ) );
	}

	public function fits_id( string $event, string $id, mixed $given ): bool {
		return is_string( $given )
			&& hash_equals( $this->of_id( $event, $id, substr( $given, 0, 4 ) ), $given )
			&& $this->is_alive( $given, self::ID_DAYS );
	}

	/** The first four characters of a signature. */
	private static function day( int $day ): string {
		return substr( sprintf( '%04x', $day ), -4 );
	}

	/**
	 * @param string $sig Of this site, so its day is what this site wrote there. Another of its servers may be past
	 *         midnight.
	 */
	private function is_alive( string $sig, int $days ): bool {
		$age = $this->issuer->today() - (int) hexdec( substr( $sig, 0, 4 ) );
		return $age >= -1 && $age <= $days;
	}

	private function of_id( string $event, string $id, string $day ): string {
		return $day . $this->mac( 'id', $day, [ $event, $id ], 28 );
	}

	/**
	 * Over which of them are there, too, so none can be added or taken away.
	 *
	 * @param array<mixed> $params
	 */
	private function of_params( string $event, array $params, string $day ): ?string {
		$canonical = [];
		foreach ( self::PARAMS as $name => $kind ) {
			if ( isset( $params[ $name ] ) ) {
				$value = self::canonical( $kind, $params[ $name ] );
				if ( null === $value ) {
					return null;
				}
				$canonical[] = [ $name, $value ];
			}
		}
		return [] === $canonical ? null : $day . $this->mac( 'params', $day, [ $event, $canonical ], 28 );
	}

	/** @return string|list<string>|null null for what no parameter of this kind can be. */
	private static function canonical( string $kind, mixed $value ): string|array|null {
		return match ( $kind ) {
			// 10, 10.0 and "10": the page may keep a number as text.
			'number' => ( is_numeric( $value ) && is_finite( (float) $value ) ? number_format( (float) $value, 6, '.', '' ) : null ),
			'texts'  => ( is_array( $value ) && array_is_list( $value ) && $value === array_filter( $value, is_string( ... ) ) ? $value : null ),
			default  => ( is_string( $value ) ? $value : null ),
		};
	}

	/** @param array<mixed> $item */
	private function of( array $item, string $day, string $line, string $most ): string {
		$canonical = [ $line, $most ];
		foreach ( self::FIELDS as $field ) {
			$value       = $item[ $field ] ?? '';
			$canonical[] = match ( true ) {
				is_string( $value ) => $value,
				// A number's JSON form depends on the encoder (7.5, 7.50), so its signed form is fixed.
				is_int( $value ), is_float( $value ) => number_format( (float) $value, 6, '.', '' ),
				default => throw new \LogicException( 'Facts: a field is neither text nor number' ),
			};
		}
		return $day . $line . $this->mac( 'facts', $day, $canonical, 20 ) . $most;
	}

	/**
	 * @param string       $about     What is signed, so a signature of one thing is none of another.
	 * @param array<mixed> $canonical
	 * @param int          $length    Of the result, in hex characters.
	 */
	private function mac( string $about, string $day, array $canonical, int $length ): string {
		$key = hash_hmac( 'sha256', $about, $this->issuer->key() );
		return substr(
			hash_hmac(
				'sha256',
				(string) json_encode( [ $this->issuer->site(), $day, $canonical ], JSON_INVALID_UTF8_SUBSTITUTE ),
				$key
			),
			0,
			$length
		);
	}

	/** @param array<mixed> $item */
	private static function is_signable( array $item ): bool {
		foreach ( self::FIELDS as $field ) {
			$value = $item[ $field ] ?? '';
			$fine  = 'price' === $field
				? is_int( $value ) || ( is_float( $value ) && is_finite( $value ) )
				: is_string( $value );
			if ( ! $fine ) {
				return false;
			}
		}
		return true;
	}
}
