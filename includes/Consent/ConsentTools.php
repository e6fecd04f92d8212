<?php
declare(strict_types=1);

namespace Duet\Consent;

use Duet\Settings\ActivePlugins;

defined( 'ABSPATH' ) || exit;

/** The consent tools that Duet reads: every class in Consent/Tool. */
final class ConsentTools {

	/**
	 * Read if the site has no tool of its own: a tag manager may bring one, and those report to Google Consent Mode.
	 */
	public const FALLBACK = 'google';

	/** @var array<string, ConsentTool>|null By slug. */
	private ?array $tools = null;

	/** @return array<string, ConsentTool> By slug. */
	public function all(): array {
		if ( null === $this->tools ) {
			$this->tools = [];
			foreach ( (array) glob( __DIR__ . '/Tool/*.php' ) as $file ) {
				$class = __NAMESPACE__ . '\\Tool\\' . basename( (string) $file, '.php' );
				$tool  = class_exists( $class ) ? new $class() : null;
				if ( $tool instanceof ConsentTool ) {
					$this->tools[ $tool->slug() ] = $tool;
				}
			}
		}
		return $this->tools;
	}

	/** The tool with this slug; null for 'auto', and for a tool that Duet does not read. */
	public function find( string $slug ): ?ConsentTool {
		return $this->all()[ $slug ] ?? null;
	}

	/**
	 * The tool among a site's plugins, by class name if there are several. The merchant has to name a tool that a theme
	 * or a tag manager brings.
	 *
	 * @param array<mixed> $active_plugins Basenames, "folder/file.php".
	 */
	public function found( array $active_plugins ): ?ConsentTool {
		$folders = array_map( ActivePlugins::folder( ... ), $active_plugins );
		foreach ( $this->all() as $tool ) {
			if ( [] !== array_intersect( $tool->plugins(), $folders ) ) {
				return $tool;
			}
		}
		return null;
	}
}
