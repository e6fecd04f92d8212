<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/** What src/events/catalogue.json says, the one place that names events, parameters and channels. */
final class Catalogue {

	/** Words a push of ours to the dataLayer uses itself; no own parameter may bear them. */
	public const OURS = [ 'event', 'event_id', 'ecommerce', 'sig', 'user_data', 'tiktok' ];

	/**
	 * Bytes of an event's parameters as JSON: what one request of the relay may carry. An order's events may have
	 * hundreds of lines, and no sale is refused for its size until TikTok itself would refuse it.
	 */
	private const MOST_BYTES       = 16384;
	private const MOST_BYTES_ORDER = 524288;

	/** @var array<string, string> Folded name or alias => key. */
	private readonly array $keys;

	/**
	 * @param array<string, Definition> $events
	 * @param array<string, Parameter>  $params
	 * @param list<string>              $currencies ISO 4217 codes TikTok lists.
	 */
	private function __construct(
		private readonly array $events,
		private readonly array $params,
		private readonly array $currencies,
	) {
		$keys = [];
		foreach ( $events as $key => $definition ) {
			foreach ( [ $key, ...$definition->aliases() ] as $name ) {
				$keys[ self::fold( $name ) ] = $key;
			}
		}
		$this->keys = $keys;
	}

	public static function shipped(): self {
		$events = [];
		foreach ( CatalogueData::DATA['events'] as $name => $entry ) {
			$events[ $name ] = new Definition( $name, $entry, isset( $entry['custom'] ) );
		}
		$params = [];
		foreach ( CatalogueData::DATA['params'] as $name => $kinds ) {
			$params[ $name ] = new Parameter( $name, $kinds );
		}
		return new self( $events, $params, array_keys( CatalogueData::DATA['currencies'] ) );
	}

	/** @return array<string, Definition> */
	public function all(): array {
		return $this->events;
	}

	/** The event behind a name: current, older, spaced ("Complete Payment") or in other case. */
	public function find( string $name ): ?Definition {
		$key = $this->keys[ self::fold( $name ) ] ?? null;
		return null === $key ? null : $this->events[ $key ];
	}

	/**
	 * The event behind a name, or a custom event that goes everywhere under its own name.
	 *
	 * @throws InvalidEvent For a name TikTok would refuse: 1 to 50 letters, digits, spaces, "_" or "-".
	 */
	public function define( string $name ): Definition {
		$known = $this->find( $name );
		if ( null !== $known ) {
			return $known;
		}
		if ( 1 !== preg_match( '/\A[A-Za-z0-9][A-Za-z0-9 _-]{0,49}\z/', $name ) ) {
			InvalidEvent::raise( 'name', '1 to 50 letters, digits, spaces, "_" or "-"' );
		}
		$channels   = array_fill_keys( array_column( ChannelName::cases(), 'value' ), [] );
		$everywhere = [ 'dataLayer' => [ 'name' => $name ] ] + $channels;
		return new Definition( $name, [ 'born' => [ 'browser' => [], 'server' => [] ], 'channels' => $everywhere ], true );
	}

	/** @return array<string, string> Folded aliases => keys, where the folded key itself is another word. */
	public function event_aliases(): array {
		$own = array_map( self::fold( ... ), array_keys( $this->events ) );
		return array_diff_key( $this->keys, array_flip( $own ) );
	}

	/**
	 * @return array<string, string> Other names of parameters => the names sent. Own names of a custom event stay as
	 *         they are.
	 */
	public function param_aliases(): array {
		$names = [];
		foreach ( $this->params as $name => $param ) {
			$names += array_fill_keys( $param->aliases(), $name );
		}
		return $names;
	}

	/**
	 * A standard event's parameters under the names TikTok knows: item_id is content_id. What stands there under its
	 * right name wins.
	 *
	 * @param array<string, mixed> $params
	 * @return array<string, mixed>
	 */
	public function renamed( Definition $definition, array $params ): array {
		if ( $definition->custom ) {
			return $params;
		}
		$aliases = $this->param_aliases();
		$renamed = [];
		foreach ( $params as $name => $value ) {
			$renamed[ $aliases[ $name ] ?? $name ] = $params[ $aliases[ $name ] ?? $name ] ?? $value;
		}
		return $renamed;
	}

	/**
	 * What a page says of an event, as far as the event takes it: what no event takes is left out rather than the
	 * event, and ids that other tools write as numbers become text.
	 *
	 * @param array<string, mixed> $params Under the catalogue's names.
	 * @return array<string, mixed>
	 */
	public function fitting( array $params ): array {
		$fitting = [];
		foreach ( $params as $name => $value ) {
			$kind = $this->kind( $name );
			if ( null !== $kind || self::is_own( $name, $value ) ) {
				$fitting[ $name ] = 'string' === $kind && ( is_int( $value ) || is_float( $value ) ) ? (string) $value : $value;
			}
		}
		return $fitting;
	}

	/** Whether an event of somebody's own may have it. */
	private static function is_own( string $name, mixed $value ): bool {
		return is_scalar( $value ) && ( ! is_string( $value ) || Parameter::is_text( $value ) ) && 1 === preg_match( '/\A[A-Za-z][A-Za-z0-9_]{0,39}\z/', $name );
	}

	/**
	 * Checks every parameter. An event with one bad parameter is refused whole, for half an event is a wrong number.
	 *
	 * @param array<string, mixed> $params
	 * @throws InvalidEvent Naming the parameter.
	 */
	public function check( Definition $definition, array $params ): void {
		foreach ( $definition->requires() as $name ) {
			if ( ! isset( $params[ $name ] ) ) {
				InvalidEvent::raise( $name, 'missing' );
			}
		}
		$accepts = $definition->custom ? null : array_flip( $definition->accepts() );
		foreach ( $params as $name => $value ) {
			if ( null !== $accepts && ! isset( $accepts[ $name ] ) ) {
				InvalidEvent::raise( $name, 'not a parameter of ' . $definition->name );
			}
			if ( isset( $this->params[ $name ] ) ) {
				$this->params[ $name ]->check( $value );
			} elseif ( ! self::is_own( $name, $value ) ) {
				InvalidEvent::raise( $name, 'a custom parameter is text of up to ' . Parameter::MOST_TEXT . ' bytes, a number or yes/no' );
			}
		}
		$bytes = strlen( (string) json_encode( $params, JSON_PARTIAL_OUTPUT_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES ) );
		$most  = $definition->born( 'order' ) ? self::MOST_BYTES_ORDER : self::MOST_BYTES;
		if ( $bytes > $most ) {
			InvalidEvent::raise( 'parameters', "more than $most bytes together" );
		}
	}

	/** Whether a parameter is GA4's only and must not be sent to TikTok. */
	public function only_data_layer( string $param ): bool {
		return isset( $this->params[ $param ] ) && $this->params[ $param ]->only_data_layer();
	}

	/** What values a parameter takes, see Parameter::kind(); null for an own one. */
	public function kind( string $param ): ?string {
		return isset( $this->params[ $param ] ) ? $this->params[ $param ]->kind() : null;
	}

	/** Whether a parameter's value is a number. */
	public function is_number( string $param ): bool {
		return isset( $this->params[ $param ] ) && $this->params[ $param ]->is_number();
	}

	/** Whether TikTok lists the currency. One it does not list is sent all the same: a warning, not a lost sale. */
	public function lists_currency( string $code ): bool {
		return in_array( $code, $this->currencies, true );
	}

	private static function fold( string $name ): string {
		return strtolower( (string) preg_replace( '/[^A-Za-z0-9]+/', '', $name ) );
	}
}
