<?php
declare(strict_types=1);

namespace Duet\Event;

defined( 'ABSPATH' ) || exit;

/**
 * One entry of the catalogue. In the JSON keys carry the meaning, so every list here was an object's keys there.
 *
 * @phpstan-type Marks array<array-key, array{}>
 * @phpstan-type Entry array{
 *     born: Marks,
 *     channels: array<string, array{name?: string, off?: array{}}>,
 *     requires?: Marks,
 *     accepts?: Marks,
 *     recommends?: Marks,
 *     aliases?: Marks,
 *     older?: Marks,
 *     once?: Marks,
 *     ends?: Marks,
 *     custom?: array{},
 *     web?: array{}
 * }
 */
final class Definition {

	/** @param Entry $entry The entry as catalogue.json has it. */
	public function __construct(
		public readonly string $name,
		private readonly array $entry,
		public readonly bool $custom,
	) {
	}

	/** 'browser', 'server' or 'order': where the event may be born. */
	public function born( string $side ): bool {
		return isset( $this->entry['born'][ $side ] );
	}

	/** Whether TikTok's offline event sets know the name: its standard list, without what websites alone have. */
	public function offline(): bool {
		return ! $this->custom && ! isset( $this->entry['web'] ) && $this->available( ChannelName::EventsApi );
	}

	/** How often at most: once per 'cart', 'order' or 'refund'; null for every time it happens. */
	public function once(): ?string {
		return $this->keys( 'once' )[0] ?? null;
	}

	/** The year in which TikTok stops accepting the name, if it announced one. */
	public function ends(): ?string {
		return $this->keys( 'ends' )[0] ?? null;
	}

	/** @return list<string> */
	public function requires(): array {
		return $this->keys( 'requires' );
	}

	/** @return list<string> Required and optional parameters. */
	public function accepts(): array {
		return [ ...$this->keys( 'requires' ), ...$this->keys( 'accepts' ) ];
	}

	/** @return list<string> TikTok's recommended set. */
	public function recommends(): array {
		return $this->keys( 'recommends' );
	}

	/** @return list<string> Names TikTok used before and still converts. */
	public function older(): array {
		return $this->keys( 'older' );
	}

	/** @return list<string> */
	public function aliases(): array {
		return [ ...$this->keys( 'older' ), ...$this->keys( 'aliases' ) ];
	}

	public function available( ChannelName $channel ): bool {
		return isset( $this->entry['channels'][ $channel->value ] );
	}

	public function default_on( ChannelName $channel ): bool {
		return $this->available( $channel ) && ! isset( $this->entry['channels'][ $channel->value ]['off'] );
	}

	/** The GA4 name pushed to the dataLayer; a custom event keeps its own. */
	public function data_layer_name(): string {
		$name = $this->entry['channels']['dataLayer']['name'] ?? null;
		return is_string( $name ) ? $name : $this->name;
	}

	/** @return list<string> */
	private function keys( string $part ): array {
		return array_map( strval( ... ), array_keys( $this->entry[ $part ] ?? [] ) );
	}
}
