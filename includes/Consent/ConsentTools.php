<?php
declare(strict_types=1);

namespace Duet\Consent;

defined( 'ABSPATH' ) || exit;

/** The consent tools that Duet reads: every class in Consent/Tool. ToolData lists them, so that a page loads one. */
final class ConsentTools {

	/**
	 * Read if the site has no tool of its own: a tag manager may bring one, and those report to Google Consent Mode.
	 */
	public const FALLBACK = 'google';

	/** @return array<string, ConsentTool> By slug. */
	public function all(): array {
		$tools = [];
		foreach ( ToolData::DATA as $name => $tool ) {
			$tools[ $tool['slug'] ] = self::tool( $name );
		}
		return $tools;
	}

	/** The tool with this slug; null for 'auto', and for a tool that Duet does not read. */
	public function find( string $slug ): ?ConsentTool {
		foreach ( ToolData::DATA as $name => $tool ) {
			if ( $slug === $tool['slug'] ) {
				return self::tool( $name );
			}
		}
		return null;
	}

	/**
	 * The tool among a site's plugins, by class name if there are several. The merchant has to name a tool that a theme
	 * or a tag manager brings.
	 *
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 */
	public function found( array $active_plugins ): ?ConsentTool {
		$basenames = array_filter( $active_plugins, is_string( ... ) );
		$folders   = array_map( static fn( string $basename ): string => explode( '/', $basename, 2 )[0], $basenames );
		foreach ( ToolData::DATA as $name => $tool ) {
			if ( [] !== array_intersect( $tool['plugins'], $folders ) ) {
				return self::tool( $name );
			}
		}
		return null;
	}

	private static function tool( string $name ): ConsentTool {
		/** @var class-string<ConsentTool> $class */
		$class = __NAMESPACE__ . "\\Tool\\$name";
		return new $class();
	}
}
