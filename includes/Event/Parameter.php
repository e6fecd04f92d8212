<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/**
 * One parameter of the catalogue: its kind and what it accepts. Values are checked, never converted: "12,50" is a
 * mistake to be told, not a number to be guessed.
 *
 * @phpstan-type Kinds array{
 *     number?: array{minimum?: int|float},
 *     integer?: array{minimum?: int|float},
 *     string?: array{},
 *     strings?: array{},
 *     currency?: array{},
 *     boolean?: array{},
 *     contents?: array{},
 *     only?: array{dataLayer: array{}},
 *     aliases?: array<string, array{}>
 * }
 */
final class Parameter {

	/** Bytes of one text; a longer one is a mistake, or somebody's attempt to fill the database. */
	public const MOST_TEXT = 1024;

	/** @param Kinds $kinds The parameter's entry: {"number": {"minimum": 0}}. */
	public function __construct(
		public readonly string $name,
		private readonly array $kinds,
	) {
	}

	/** Parameters of GA4 that TikTok does not know stay in the dataLayer. */
	public function only_data_layer(): bool {
		return isset( $this->kinds['only']['dataLayer'] );
	}

	/** @return list<string> Other names merchants know it under. */
	public function aliases(): array {
		return array_map( strval( ... ), array_keys( $this->kinds['aliases'] ?? [] ) );
	}

	/** 'number', 'integer', 'string', 'strings', 'currency', 'boolean' or 'contents'. */
	public function kind(): string {
		return (string) array_key_first( $this->kinds );
	}

	public function is_number(): bool {
		return isset( $this->kinds['number'] ) || isset( $this->kinds['integer'] );
	}

	/** @throws InvalidEvent Naming this parameter. */
	public function check( mixed $value ): void {
		$kind    = $this->kind();
		$minimum = $this->kinds[ $kind ]['minimum'] ?? null;
		if ( ! self::is( $kind, $value ) || ( null !== $minimum && $value < $minimum ) ) {
			InvalidEvent::raise( $this->name, "not a valid $kind" );
		}
	}

	public static function is_text( string $text ): bool {
		return strlen( $text ) <= self::MOST_TEXT && 1 === preg_match( '//u', $text );
	}

	private static function is( string $kind, mixed $value ): bool {
		return match ( $kind ) {
			'string'   => is_string( $value ) && self::is_text( $value ),
			'strings'  => self::is_list_of( 'string', $value ),
			'number'   => is_int( $value ) || ( is_float( $value ) && is_finite( $value ) ),
			'integer'  => is_int( $value ),
			'boolean'  => is_bool( $value ),
			// ISO 4217; which of them TikTok lists is a warning on the screen, not a reason to lose a sale.
			'currency' => is_string( $value ) && 1 === preg_match( '/\A[A-Z]{3}\z/', $value ),
			'contents' => self::is_list_of( 'row', $value ),
			'row'      => is_array( $value ) && self::is_row( $value ),
			default    => throw new \LogicException( 'catalogue.json has a parameter of unknown kind' ),
		};
	}

	private static function is_list_of( string $kind, mixed $value ): bool {
		if ( ! is_array( $value ) || ! array_is_list( $value ) || [] === $value ) {
			return false;
		}
		foreach ( $value as $item ) {
			if ( ! self::is( $kind, $item ) ) {
				return false;
			}
		}
		return true;
	}

	/** @param array<mixed> $row One line of `contents`. */
	private static function is_row( array $row ): bool {
		foreach ( $row as $key => $value ) {
			$kind        = ContentsRow::KINDS[ $key ] ?? null;
			$is_negative = is_numeric( $value ) && ! is_string( $value ) && $value < 0;
			if ( null === $kind || ! self::is( $kind, $value ) || $is_negative ) {
				return false;
			}
		}
		return '' !== ( $row['content_id'] ?? '' );
	}
}
