use super::tree::NodeId;
pub struct Markdown {
    pub stem: String,
    pub front: NodeId,
    pub body: String,
}
