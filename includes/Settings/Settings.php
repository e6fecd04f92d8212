<?php
declare(strict_types=1);

namespace Duet\Settings;

use Duet\Event\ChannelName;
use Duet\Event\Definition;
use Duet\Event\Origin;
use Duet\Settings\Values\PurchaseSettings;
use Duet\Settings\Values\SettingsValues;

defined( 'ABSPATH' ) || exit;

/**
 * What the merchant chose, over the defaults of settings.json.
 *
 * @phpstan-import-type Values from SettingsValues
 */
final class Settings {

	/** Autoloaded; holds only what differs from the defaults. */
	public const OPTION = 'duet_settings';

	/**
	 * @var array{0: mixed, 1: array<string, mixed>}|null The option as last read and what it means; read again when it
	 *         changes (multisite switches blogs).
	 */
	private ?array $read = null;

	/** What was last read, typed. */
	private ?SettingsValues $values = null;

	public function __construct(
		private readonly Schema $schema,
		private readonly Tokens $tokens,
	) {
	}

	/**
	 * @return array<string, mixed> Every setting, defaults included. Unknown or hand-broken stored values count as not
	 *         set.
	 */
	public function all(): array {
		$stored = get_option( self::OPTION, [] );
		if ( null === $this->read || $this->read[0] !== $stored ) {
			$this->read   = [ $stored, $this->schema->complete( is_array( $stored ) ? $stored : [] ) ];
			$this->values = null;
		}
		return $this->read[1];
	}

	/** Every setting, typed: `values()->purchase->moment`. */
	public function values(): SettingsValues {
		/** @var Values $all The schema has completed and checked every field. */
		$all = $this->all();

		return $this->values ??= SettingsValues::from( $all );
	}

	/**
	 * When orders count by settings that may no longer be the present ones. @param mixed $stored The option as it was
	 * stored.
	 */
	public function purchase_of( mixed $stored ): PurchaseSettings {
		/** @var Values $all The schema has completed and checked every field. */
		$all = $this->schema->complete( is_array( $stored ) ? $stored : [] );

		return SettingsValues::from( $all )->purchase;
	}

	/** @return list<Pixel> Each code once. */
	public function pixels(): array {
		$pixels = [];
		foreach ( $this->values()->pixels as $row ) {
			$pixels[ $row['code'] ] ??= new Pixel( $row['code'], $row['label'], $row['test_event_code'], $row['added'] );
		}
		return array_values( $pixels );
	}

	/** TikTok's offline event set; null where none was set up. */
	public function offline_set(): ?Pixel {
		$id = $this->values()->offline->event_set_id;
		return '' === $id ? null : new Pixel( $id );
	}

	/** Whether any browser channel is on; without one nothing of ours is on a page. */
	public function needs_script(): bool {
		return [] !== $this->pixels() || null !== $this->data_layer();
	}

	/** @return list<Pixel> Where events of this origin go: to every pixel, or to the offline event set. */
	public function destinations( Origin $origin ): array {
		return Origin::Offline === $origin ? array_values( array_filter( [ $this->offline_set() ] ) ) : $this->pixels();
	}

	public function tokens(): Tokens {
		return $this->tokens;
	}

	public function consent_mode(): ConsentMode {
		return ConsentMode::from( $this->values()->consent->mode );
	}

	/** Whether Duet itself sends the event on the channel. */
	public function channel_on( Definition $definition, ChannelName $channel ): bool {
		if ( ChannelName::DataLayer === $channel && null === $this->data_layer() ) {
			return false;
		}
		$jobs = [ ChannelName::Pixel->value => 'pixel_by', ChannelName::EventsApi->value => 'server_by' ];
		$job  = $jobs[ $channel->value ] ?? null;
		return ( null === $job || ! $this->by_tag_manager( $job ) ) && $this->chosen( $definition, $channel );
	}

	/**
	 * The merchant's switch for an event on a channel, or the catalogue's default; whoever sends it there, Duet or Tag
	 * Manager.
	 */
	public function chosen( Definition $definition, ChannelName $channel ): bool {
		$switch = $definition->available( $channel ) ? $this->values()->events[ $definition->name ][ $channel->value ] ?? null : false;
		return is_bool( $switch ) ? $switch : $definition->default_on( $channel );
	}

	/**
	 * @param string $job 'pixel_by' or 'server_by': whether Tag Manager does it from our dataLayer, and Duet leaves it
	 *         alone.
	 */
	public function by_tag_manager( string $job ): bool {
		return 'gtm' === ( 'pixel_by' === $job ? $this->values()->data_layer->pixel_by : $this->values()->data_layer->server_by );
	}

	/** The name TikTok gets on every channel: the current one, or the older one where the merchant chose it. */
	public function tiktok_name( Definition $definition ): string {
		$name = $this->values()->events[ $definition->name ]['name'] ?? null;
		return null !== $name && in_array( $name, $definition->older(), true ) ? $name : $definition->name;
	}

	/** The global the dataLayer events go to; null when they are off. */
	public function data_layer(): ?string {
		$name = $this->values()->data_layer->name;
		return match ( $this->values()->data_layer->mode ) {
			'on'    => $name,
			'off'   => null,
			// Merchants who let Tag Manager send for them have said that they need it.
			default => $this->by_tag_manager( 'pixel_by' ) || $this->by_tag_manager( 'server_by' ) || [] === $this->other_tags() ? $name : null,
		};
	}

	/** @return list<string> Active plugins that push commerce events into dataLayer already. */
	public function other_tags(): array {
		return OtherTags::found( self::active_plugins() );
	}

	/** @return list<string> Active plugins that may load a TikTok pixel of their own. */
	public function other_pixels(): array {
		return OtherPixels::found( self::active_plugins() );
	}

	/** @return list<mixed> Basenames, "folder/file.php". */
	public static function active_plugins(): array {
		// On a single site the second option does not exist, and asking for it would be a query on every page.
		$network = is_multisite() ? get_site_option( 'active_sitewide_plugins', [] ) : [];
		return [ ...array_values( (array) get_option( 'active_plugins', [] ) ), ...array_keys( (array) $network ) ];
	}

	/**
	 * Saves a partial object: groups merge, lists replace, null goes back to the default. With any error nothing is
	 * saved.
	 *
	 * @param array<mixed>          $partial
	 * @param array<string, string> $found   Errors that other checks found, by dotted path.
	 * @return array<string, string> All errors by dotted path; [] when saved.
	 */
	public function save( array $partial, array $found = [] ): array {
		[ $clean, $errors ] = $this->schema->check( $partial );
		$errors            += $found;
		if ( [] !== $errors ) {
			return $errors;
		}
		$next           = self::merge( $this->all(), $clean );
		$next['pixels'] = $this->dated( (array) ( $next['pixels'] ?? [] ) );
		$rest           = $this->schema->difference( $next );
		// false also means "nothing changed", so look at what is there now.
		if ( ! update_option( self::OPTION, $rest, true ) && get_option( self::OPTION, [] ) !== $rest ) {
			return [ '' => __( 'WordPress could not save the settings. Please try again.', 'duet-for-tiktok' ) ];
		}
		return [];
	}

	/**
	 * JSON merge patch (RFC 7396). PHP reads {} as [], so an empty patch of a group is told from an emptied list by
	 * what it meets.
	 *
	 * @param array<mixed> $base
	 * @param array<mixed> $patch
	 * @return array<mixed>
	 */
	private static function merge( array $base, array $patch ): array {
		foreach ( $patch as $key => $value ) {
			$old          = is_array( $base[ $key ] ?? null ) ? $base[ $key ] : [];
			$group        = is_array( $value ) && ( [] === $value ? ! array_is_list( $old ) : ! array_is_list( $value ) );
			$value        = $group ? self::merge( $old, $value ) : $value;
			$base[ $key ] = $value;
		}
		return array_filter( $base, static fn( mixed $value ): bool => null !== $value );
	}

	/**
	 * A pixel keeps the moment it was added at, whatever the client sends: orders from before then are not its own.
	 *
	 * @param array<mixed> $rows
	 * @return list<array<mixed>>
	 */
	private function dated( array $rows ): array {
		$added = [];
		foreach ( $this->pixels() as $pixel ) {
			$added[ $pixel->code ] = $pixel->added;
		}
		$dated = [];
		foreach ( array_filter( $rows, is_array( ... ) ) as $row ) {
			$dated[] = [ 'added' => $added[ (string) $row['code'] ] ?? time() ] + $row;
		}
		return $dated;
	}
}
